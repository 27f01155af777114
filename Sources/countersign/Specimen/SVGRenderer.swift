import Foundation

/// Turns a drawing into pixels with librsvg's own program.
enum SVGRenderer {
    /// The family of Debian's OCR-B.
    static let zoneFont = "OCR B"

    enum Failure: Error, CustomStringConvertible {
        case missing(program: String, package: String)
        case fontMissing
        case failed(String)

        var description: String {
            switch self {
            case .missing(let program, let package):
                "The program \(program) is missing. Install it with: apt-get install \(package)"
            case .fontMissing: "The font OCR-B is missing. Install it with: apt-get install fonts-ocr-b"
            case .failed(let words): "The page could not be drawn: \(words)"
            }
        }
    }

    /// - Parameter width: Pixels.
    static func png(_ svg: String, width: Int) async throws -> Data {
        // Without the font another one would silently take its place, and no reader could make out the zone.
        let family = try await run("fc-match", package: "fontconfig", ["--format=%{family}", zoneFont])
        guard String(decoding: family, as: UTF8.self).contains(zoneFont) else { throw Failure.fontMissing }

        let file = FileManager.default.temporaryDirectory.appending(path: "specimen-\(UUID().uuidString).svg")
        try Data(svg.utf8).write(to: file, options: .withoutOverwriting)
        defer { try? FileManager.default.removeItem(at: file) }
        // The portrait makes one attribute longer than the parser's ordinary limit.
        return try await run(
            "rsvg-convert", package: "librsvg2-bin",
            ["--unlimited", "--width=\(width)", "--keep-aspect-ratio", file.path])
    }

    private static func run(_ program: String, package: String, _ arguments: [String]) async throws -> Data {
        guard let path = find(program) else { throw Failure.missing(program: program, package: package) }
        let process = Process()
        process.executableURL = path
        process.arguments = arguments
        let folder = FileManager.default.temporaryDirectory
        let output = folder.appending(path: "output-\(UUID().uuidString)")
        let errors = output.appendingPathExtension("errors")
        defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
        // Files, not pipes: a pipe that nobody empties would stop a program that has much to say.
        for file in [output, errors] { try Data().write(to: file, options: .withoutOverwriting) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        guard process.terminationStatus == 0 else {
            let words = String(decoding: try Data(contentsOf: errors).prefix(500), as: UTF8.self)
            throw Failure.failed(words.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return try Data(contentsOf: output)
    }

    private static func find(_ program: String) -> URL? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { URL(filePath: String($0)).appending(path: program) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
