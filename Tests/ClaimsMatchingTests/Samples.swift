import Foundation

/// Files shared beside the package, absent on most machines.
enum Samples {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared")

    static func lines(_ path: String) -> [String]? {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8))?
            .split(whereSeparator: \.isNewline).map(String.init)
    }

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path())
    }
}
