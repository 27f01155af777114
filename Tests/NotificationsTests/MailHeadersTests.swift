import Foundation
import Testing

@testable import Notifications

@Suite("Headers and server settings")
struct MailHeadersTests {
    @Test func `a plain subject stays as it is`() {
        #expect(MailHeaders.encodedWords("About your request") == "About your request")
    }

    @Test(arguments: [
        "Größe", "=?utf-8?B?SGk=?=", String(repeating: "long ", count: 40), "日本語の件名がとても長いときは、語をいくつかに分けて書きます。",
    ])
    func `any other subject becomes short words that decode to it`(subject: String) throws {
        let encoded = try #require(MailHeaders.encodedWords(subject))
        var decoded = ""
        for word in encoded.components(separatedBy: "\r\n ") {
            #expect("Subject: ".utf8.count + word.utf8.count <= 76)
            let base64 = try #require(word.wholeMatch(of: /=\?utf-8\?B\?(.*)\?=/)).1
            let bytes = try #require(Data(base64Encoded: String(base64)))
            decoded += try #require(String(data: bytes, encoding: .utf8))
        }
        #expect(decoded == subject)
    }

    @Test(arguments: ["mail.example", "10.0.0.1", "127.0.0.1.example", "localhost.example", "::2", "126.0.0.1"])
    func `plain text never leaves this machine`(host: String) {
        #expect(throws: SMTPServer.Fault.plaintextBeyondLoopback(host: host)) {
            try SMTPServer(host: host, port: 25, protection: .plaintextForLoopback, sender: "a@b.example")
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.8.9.10", "::1"])
    func `plain text is possible on this machine`(host: String) throws {
        _ = try SMTPServer(host: host, port: 25, protection: .plaintextForLoopback, sender: "a@b.example")
    }

    @Test(arguments: [
        "", "mail.example/x", "user@mail.example", "mail example", "mail.example#", "mail.example?", "mail\n",
    ])
    func `a host that would change the address is refused`(host: String) {
        #expect(throws: SMTPServer.Fault.badHost) { try SMTPServer(host: host, port: 25, sender: "a@b.example") }
    }

    @Test func `ports and senders are checked`() {
        #expect(throws: SMTPServer.Fault.badPort) {
            try SMTPServer(host: "mail.example", port: 0, sender: "a@b.example")
        }
        #expect(throws: SMTPServer.Fault.badSender) { try SMTPServer(host: "mail.example", port: 25, sender: "a") }
    }
}
