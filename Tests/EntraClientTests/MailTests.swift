@testable import EntraClient
import Foundation
import Proofing
import Testing

@Suite struct `Mail through Graph` {
    private let mail = Mail(
        id: MessageID(unchecked: String(repeating: "a", count: 32)),
        recipients: ["ada@home.example", "ada@contoso.example"],
        subject: "A pass was shown", text: "Hello", html: "<p>Hello</p>")

    @Test func `a mail is handed over with its own id and to every address`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.person("no-reply")
            try await GraphMail(graph: entra.graph, sender: "no-reply@contoso.example").send(mail)
            let sent = try #require(await entra.outbox().first)
            #expect(sent.from == "no-reply@contoso.example")
            #expect(sent.to == mail.recipients)
            #expect(sent.subject == mail.subject)
            #expect(sent.body == mail.html)
            #expect(sent.headers["x-countersign-message-id"] == mail.id.rawValue)
        }
    }

    @Test func `a sender may be an object id, or a name with signs in it`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("o'neil#desk")
            try await GraphMail(graph: entra.graph, sender: person.object.rawValue).send(mail)
            try await GraphMail(graph: entra.graph, sender: "o'neil#desk@contoso.example").send(mail)
            #expect(await entra.outbox().count == 2)
        }
    }

    @Test(arguments: ["", ".", ".."])
    func `what is no mailbox is refused at configuration`(_ sender: String) async throws {
        try await SimulatedTenant.use { entra in
            #expect(throws: ConfigurationFault.self) { try GraphMail(graph: entra.graph, sender: sender) }
        }
    }

    @Test func `what an administrator can mend is temporary`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("no-reply")
            let sender = try GraphMail(graph: entra.graph, sender: person.object.rawValue)
            for (fault, code) in [
                ("noMailbox", "graph.404 MailboxNotEnabledForRESTAPI"), ("accessDenied", "graph.403 ErrorAccessDenied"),
                ("throttled", "graph.429 TooManyRequests"),
            ] {
                try await entra.fault(.mailFailure, .string(fault))
                await #expect(throws: MailError(isPermanent: false, code: code)) { try await sender.send(mail) }
            }
            #expect(await entra.calls("POST", containing: "sendMail").count == 3)
        }
    }

    @Test func `a mail that Graph cannot take is permanent`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("no-reply")
            let sender = try GraphMail(graph: entra.graph, sender: person.object.rawValue)
            var broken = mail
            broken.recipients = ["nobody"]
            await #expect(throws: MailError(isPermanent: true, code: "graph.400 ErrorInvalidRecipients")) {
                try await sender.send(broken)
            }
            broken.recipients = []
            await #expect(throws: MailError(isPermanent: true, code: "mail.unsendable")) {
                try await sender.send(broken)
            }
            #expect(!entra.bench.log.text.contains("nobody"))
        }
    }
}
