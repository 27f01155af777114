import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Proofing

/// Style sheet and scripts, held in memory under an address that contains their digest: browsers keep them for ever, and a
/// new version has a new address.
struct StaticFiles: Sendable {
    /// Where they stand, without a slash at the end.
    let path: String
    private let files: [String: Served]

    private struct Served: Sendable {
        let type: String
        let bytes: ByteBuffer
    }

    /// - Parameter accent: becomes `theme.css`, since nothing may be styled inline.
    static func load(accent: AccentColour) throws -> StaticFiles {
        var files = try Resources.files(in: "static")
        files.append(Resources.File(name: "theme.css", bytes: Data(accent.styleSheet.utf8)))
        var hash = SHA256()
        var served: [String: Served] = [:]
        for file in files {
            hash.update(data: Data(file.name.utf8))
            hash.update(data: file.bytes)
            served[file.name] = Served(type: mediaType(of: file.name), bytes: ByteBuffer(bytes: file.bytes))
        }
        return StaticFiles(path: "/static/" + Data(hash.finalize()).hexadecimal.prefix(12), files: served)
    }

    private init(path: String, files: [String: Served]) {
        self.path = path
        self.files = files
    }

    private static func mediaType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }

    func addRoutes(to router: Router<WebContext>) {
        for (name, file) in files {
            router.get(RouterPath("\(path)/\(name)")) { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
                    body: .init(byteBuffer: file.bytes))
            }
        }
    }
}
