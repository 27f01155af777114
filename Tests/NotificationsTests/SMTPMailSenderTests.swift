import Foundation
import Proofing
import Testing

@testable import Notifications

@Suite(
    "Mail reaches a real SMTP server, protected or not at all",
    .enabled(
        if: MailServerFixture.python != nil,
        "skipped: no Python with aiosmtpd (name one in COUNTERSIGN_TEST_PYTHON)"))
struct SMTPMailSenderTests {
    private func mail(
        to recipients: [String] = ["ana@home.example"], subject: String = "You have a new way to sign in",
        text: String = "Grüße,\n\nline two\n"
    ) -> Mail {
        Mail(
            id: MessageID(unchecked: String(repeating: "c", count: 32)), recipients: recipients, subject: subject,
            text: text, html: "<p>Grüße</p>")
    }

    private func failure(_ work: () async throws(MailError) -> Void) async -> MailError? {
        do {
            try await work()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a mail arrives over STARTTLS with both parts, signed in`() async throws {
        let server = try MailServerFixture(.starttls)
        let subject = "Bitte zurückkommen, damit wir die Anmeldung für Zoë Ångström abschließen können"
        try await server.sender(.startTLS, user: "mailer").send(
            mail(to: ["ana@home.example", "ana@work.example"], subject: subject))
        let kept = try #require(try server.kept().first)
        #expect(kept.isProtected)
        #expect(kept.user == "mailer")
        #expect(kept.sender == "no-reply@countersign.example")
        #expect(kept.recipients == ["ana@home.example", "ana@work.example"])
        let lines = kept.content.components(separatedBy: "\r\n")
        #expect(lines.contains("Date: Fri, 15 Jan 2027 08:00:00 +0000"))
        #expect(lines.contains("Message-ID: <\(String(repeating: "c", count: 32))@countersign.example>"))
        #expect(lines.contains("From: <no-reply@countersign.example>"))
        #expect(lines.contains("Auto-Submitted: auto-generated"))
        #expect(lines.contains { $0.hasPrefix("Content-Type: multipart/alternative; boundary=") })
        #expect(kept.content.contains("Content-Type: text/plain; charset=utf-8"))
        #expect(kept.content.contains("Content-Type: text/html; charset=utf-8"))
        #expect(lines.contains("Gr=C3=BC=C3=9Fe,"))
        #expect(lines.contains("line two"))
        #expect(lines.contains("<p>Gr=C3=BC=C3=9Fe</p>"))
        #expect(kept.content.utf8.allSatisfy { $0 < 0x80 })
        #expect(lines.allSatisfy { $0.utf8.count <= 78 || $0.contains("boundary=") })
    }

    @Test func `greeting a server sends no mail, and fails where a mail would`() async throws {
        let server = try MailServerFixture(.starttls)
        try await server.sender(.startTLS, user: "mailer").greet()
        #expect(try server.kept().isEmpty)
        let untrusted = try server.sender(.startTLS, trusting: false)
        #expect(await failure { () throws(MailError) in try await untrusted.greet() }?.code == "curl.60")
        let plain = try MailServerFixture(.plain).sender(.startTLS, trusting: false)
        #expect(await failure { () throws(MailError) in try await plain.greet() } != nil)
    }

    @Test func `a server without STARTTLS gets nothing`() async throws {
        let server = try MailServerFixture(.plain)
        let error = await failure { () throws(MailError) in
            guard let sender = try? server.sender(.startTLS, trusting: false) else { return }
            try await sender.send(mail())
        }
        #expect(error == MailError(isPermanent: false, code: "curl.64"))
        #expect(try server.kept().isEmpty)
    }

    @Test func `plain text works to this machine when it is asked for`() async throws {
        let server = try MailServerFixture(.plain)
        try await server.sender(.plaintextForLoopback, trusting: false).send(mail())
        #expect(try server.kept().first?.isProtected == false)
    }

    @Test func `an unknown certificate gets nothing`() async throws {
        let server = try MailServerFixture(.starttls)
        let sender = try server.sender(.startTLS, trusting: false)
        #expect(
            await failure { () throws(MailError) in try await sender.send(mail()) }
                == MailError(isPermanent: false, code: "curl.60"))
        #expect(try server.kept().isEmpty)
    }

    @Test func `a refused sign-in waits to be mended`() async throws {
        let server = try MailServerFixture(.starttls)
        let sender = try server.sender(.startTLS, user: "mailer", password: "wrong")
        #expect(
            await failure { () throws(MailError) in try await sender.send(mail()) }
                == MailError(isPermanent: false, code: "smtp.535"))
    }

    @Test func `a mailbox that is gone is permanent, a full one is not`() async throws {
        let server = try MailServerFixture(.plain)
        let sender = try server.sender(.plaintextForLoopback, trusting: false)
        for (address, expected) in [
            ("gone@home.example", MailError(isPermanent: true, code: "smtp.550")),
            ("full@home.example", MailError(isPermanent: false, code: "smtp.452")),
        ] {
            #expect(await failure { () throws(MailError) in try await sender.send(mail(to: [address])) } == expected)
        }
        #expect(try server.kept().isEmpty)
    }

    @Test func `no server there is a matter of time`() async throws {
        let server = try MailServerFixture(.plain)
        let quiet = try SMTPServer(
            host: "127.0.0.1", port: 1, protection: .plaintextForLoopback, sender: "no-reply@countersign.example")
        let sender = SMTPMailSender(server: quiet, time: FixedTime(), timeoutSeconds: 5)
        #expect(
            await failure { () throws(MailError) in try await sender.send(mail()) }
                == MailError(isPermanent: false, code: "curl.7"))
        #expect(try server.kept().isEmpty)
    }

    @Test(arguments: [
        "Hello\r\nBcc: eve@evil.example", "Hello\nBcc: eve@evil.example", "Hello\rX: y", "Hello\u{2028}X: y", "a\u{0}b",
    ])
    func `a subject cannot start another header`(subject: String) async throws {
        let server = try MailServerFixture(.plain)
        let sender = try server.sender(.plaintextForLoopback, trusting: false)
        let error = await failure { () throws(MailError) in try await sender.send(mail(subject: subject)) }
        #expect(error == MailError(isPermanent: true, code: "mail.header"))
        #expect(try server.kept().isEmpty)
    }

    @Test(arguments: [
        "ana@home.example\r\nRCPT TO:<eve@evil.example>", "ana@home.example> SIZE=1",
        "ana@home.example,eve@evil.example",
        "ana home.example", "@home.example", "ana@", "a@b@c", "", "\"ana\"@home.example", "ana@home.example\u{0}",
    ])
    func `an address cannot become anything else`(address: String) async throws {
        let server = try MailServerFixture(.plain)
        let sender = try server.sender(.plaintextForLoopback, trusting: false)
        let error = await failure { () throws(MailError) in
            try await sender.send(mail(to: ["ana@home.example", address]))
        }
        #expect(error == MailError(isPermanent: true, code: "mail.address"))
        #expect(try server.kept().isEmpty)
    }
}
