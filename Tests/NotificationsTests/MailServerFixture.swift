import Foundation
import Proofing
import Testing

@testable import Notifications

/// An SMTP server in a process of its own (aiosmtpd), and the mails it kept.
final class MailServerFixture: Sendable {
    enum Mode: String { case plain, starttls }

    struct Kept {
        var content: String
        var sender: String
        var recipients: [String]
        var isProtected: Bool
        var user: String?
    }

    private struct Envelope: Decodable {
        var from: String
        var to: [String]
        var tls: Bool
        var user: String?
    }

    private struct Greeting: Decodable {
        var port: Int
        var authorities: String
    }

    let folder: URL
    let port: Int
    let authorities: String
    /// Closing it tells the server to end.
    private let lifeline: FileHandle

    /// The first of these that has aiosmtpd: what `COUNTERSIGN_TEST_PYTHON` names, the package's own, the system's.
    static let python: String? = {
        let own = root.appendingPathComponent(".venv/bin/python").path
        let named = ProcessInfo.processInfo.environment["COUNTERSIGN_TEST_PYTHON"]
        return [named, own, "python3"].compactMap(\.self).first { name in
            let probe = Process()
            probe.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            probe.arguments = [name, "-c", "import aiosmtpd"]
            probe.standardError = FileHandle.nullDevice
            guard (try? probe.run()) != nil else { return false }
            probe.waitUntilExit()
            return probe.terminationStatus == 0
        }
    }()

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init(_ mode: Mode) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("smtp-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = Self.root.appendingPathComponent("Tests/SMTP/server.py")
        let (input, output) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [try #require(Self.python), script.path, folder.path, mode.rawValue]
        process.standardInput = input
        process.standardOutput = output
        // It reports broken handshakes, which some tests are about.
        process.standardError = FileHandle.nullDevice
        try process.run()
        let greeting = try JSONDecoder().decode(Greeting.self, from: output.fileHandleForReading.availableData)
        port = greeting.port
        authorities = greeting.authorities
        lifeline = input.fileHandleForWriting
    }

    deinit {
        try? lifeline.close()
        try? FileManager.default.removeItem(at: folder)
    }

    func kept() throws -> [Kept] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
            .sorted()
        return try names.map { name in
            let file = folder.appendingPathComponent(name)
            let envelope = try JSONDecoder().decode(Envelope.self, from: Data(contentsOf: file))
            let mail = try Data(contentsOf: file.deletingPathExtension().appendingPathExtension("eml"))
            return Kept(
                content: String(decoding: mail, as: UTF8.self), sender: envelope.from, recipients: envelope.to,
                isProtected: envelope.tls, user: envelope.user)
        }
    }

    /// A sender that trusts this server's certificate.
    func sender(
        _ protection: SMTPServer.Protection, user: String? = nil, password: String = "open sesame",
        trusting: Bool = true
    ) throws -> SMTPMailSender {
        let server = try SMTPServer(
            host: "localhost", port: port, protection: protection, sender: "no-reply@countersign.example",
            credentials: user.map { .init(user: $0, password: Secret(password)) },
            authorities: trusting ? authorities : nil)
        return SMTPMailSender(server: server, time: FixedTime(), timeoutSeconds: 20)
    }
}

struct FixedTime: TimeSource {
    var now = Date(timeIntervalSince1970: 1_800_000_000)
}
