import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct HandoverTests {
    private var body: String { #"{"code":"\#(Fixture.code.value.reveal())"}"# }

    @Test func `The code travels in the fragment, never in a path or a query`() throws {
        let address = try #require(PublicAddress("https://verify.contoso.com"))
        let link = try #require(URLComponents(string: address.handoverLink(code: Fixture.code.value.reveal())))
        #expect(link.path == "/h")
        #expect(link.query == nil)
        #expect(link.fragment == Fixture.code.value.reveal())
    }

    @Test func `Offering a handover answers with a drawing and no link`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let answer = try await client.postJSON("/session/handover")
            #expect(!answer.text.contains(Fixture.code.value.reveal()))
            let code = try JSONDecoder().decode(Drawing.self, from: Data(answer.text.utf8))
            #expect(code.size > 30 && code.path.hasPrefix("M4 4h1v1h-1z"))
        }
    }

    private struct Drawing: Decodable {
        let size: Int
        let path: String
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/zbarimg"),
            "zbarimg (zbar-tools) is not installed"))
    func `Another program reads the drawn code`() throws {
        let link = "https://verify.contoso.com/h#\(Fixture.code.value.reveal())"
        let code = try #require(QRCode(link))
        let file = FileManager.default.temporaryDirectory.appending(path: "qr-\(UUID().uuidString).pgm")
        try picture(of: code, scale: 6).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let reader = Process()
        reader.executableURL = URL(filePath: "/usr/bin/zbarimg")
        reader.arguments = ["--quiet", "--raw", file.path]
        let output = Pipe()
        reader.standardOutput = output
        try reader.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        reader.waitUntilExit()
        #expect(text == link + "\n")
    }

    /// A grey map (netpbm P5) of the path's squares.
    private func picture(of code: QRCode, scale: Int) -> Data {
        let side = code.size * scale
        var pixels = [UInt8](repeating: 255, count: side * side)
        for match in code.path.matches(of: /M(\d+) (\d+)h1v1h-1z/) {
            guard let x = Int(match.1), let y = Int(match.2) else { continue }
            for dy in 0..<scale { for dx in 0..<scale { pixels[(y * scale + dy) * side + x * scale + dx] = 0 } }
        }
        return Data("P5 \(side) \(side) 255\n".utf8) + Data(pixels)
    }

    @Test func `A text that does not fit gives no code`() {
        #expect(QRCode(String(repeating: "x", count: 5_000)) == nil)
    }

    @Test(arguments: ["/h", "/back"]) func `Looking at the page uses nothing up`(path: String) async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            #expect(try await client.get(path).status == .ok)
            #expect(try await client.execute(uri: path, method: .head).status == .ok)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `The phone learns whose session it is before it takes over`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let preview = try await client.postJSON("/h/preview", body, cookie: nil)
            #expect(preview.text == #"{"device":"Chrome on Windows","reference":"4F7-29K","since":"2 min ago"}"#)
            #expect(preview.headers[.setCookie] == nil)
            let accept = try await client.postJSON("/h/accept", body, cookie: nil)
            #expect(accept.headers[.setCookie]?.hasPrefix(Fixture.cookie) == true)
        }
    }

    @Test func `The link in the mail leads back the same way`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            _ = try await client.postJSON("/back/preview", body, cookie: nil)
            let accept = try await client.postJSON("/back/accept", body, cookie: nil)
            #expect(accept.text == #"{"next":"/session"}"#)
        }
        #expect(claimants.asked == ["previewReturn", "acceptReturn Browser on unknown device"])
    }

    @Test(arguments: [#"{"code":"short"}"#, #"{"code":"00000000000000000000000000000000"}"#, #"{"code":"ZZ"}"#])
    func `Wrong codes all look alike`(wrong: String) async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            for path in ["/h/preview", "/h/accept", "/back/preview", "/back/accept"] {
                let answer = try await client.postJSON(path, wrong, cookie: nil)
                #expect(answer.status == .notFound && answer.text == #"{"error":"notFound"}"#)
            }
            #expect(try await client.postJSON("/h/preview", "[]", cookie: nil).status == .badRequest)
        }
    }
}
