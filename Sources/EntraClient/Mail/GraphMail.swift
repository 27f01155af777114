import Foundation
import Proofing

/// Mail through a mailbox of the tenant (`sendMail`, entra-contract F).
package struct GraphMail: MailSending {
    private let graph: GraphClient
    private let sender: GraphSegment

    /// - Parameter sender: object id or user principal name of the mailbox that sends.
    /// An object id or a user principal name.
    package static func accepts(sender: String) -> Bool {
        guard ObjectID(rawValue: sender) == nil else { return true }
        let parts = sender.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains { $0.isWhitespace || $0 == "/" } }
    }

    package init(graph: GraphClient, sender: String) throws(ConfigurationFault) {
        guard Self.accepts(sender: sender), let segment = GraphSegment(sender) else {
            throw ConfigurationFault("the sender of mail must be the object id or user principal name of a mailbox")
        }
        self.graph = graph
        self.sender = segment
    }

    /// Hands the mail over once; repeating is the outbox's business. Accepted does not mean delivered.
    package func send(_ mail: Mail) async throws(MailError) {
        guard !mail.recipients.isEmpty, let body = try? JSONEncoder().encode(Envelope(mail)) else {
            throw MailError(isPermanent: true, code: "mail.unsendable")
        }
        do throws(GraphFailure) {
            _ = try await graph.send(.post(GraphPath("users") / sender / "sendMail", body: body, repetition: .never))
        } catch {
            throw MailError(error)
        }
    }

    private struct Envelope: Encodable {
        let message: Message
        /// A copy in the mailbox would keep addresses and links longer than the outbox does.
        let saveToSentItems = false

        init(_ mail: Mail) { message = Message(mail) }
    }

    private struct Message: Encodable {
        struct Body: Encodable {
            let contentType = "HTML"
            let content: String
        }
        struct Recipient: Encodable {
            struct Address: Encodable { let address: String }
            let emailAddress: Address
        }
        struct Header: Encodable {
            let name: String
            let value: String
        }
        let subject: String
        let body: Body
        let toRecipients: [Recipient]
        /// Graph keeps Message-ID for itself; a mail sent twice is recognised by this.
        let internetMessageHeaders: [Header]

        init(_ mail: Mail) {
            subject = mail.subject
            body = Body(content: mail.html)
            toRecipients = mail.recipients.map { Recipient(emailAddress: .init(address: $0)) }
            internetMessageHeaders = [Header(name: "x-countersign-message-id", value: mail.id.rawValue)]
        }
    }
}

extension MailError {
    /// Only what is wrong with this mail is permanent. A missing permission or mailbox is for an administrator to mend,
    /// and the notice that a pass was shown must still go out then.
    init(_ failure: GraphFailure) {
        switch failure {
        case .refused(let refusal):
            let isPermanent = [400, 405, 409, 413, 415, 422].contains(refusal.status)
            self.init(
                isPermanent: isPermanent,
                code: ["graph.\(refusal.status)", refusal.code].compactMap { $0 }.joined(separator: " "))
        case .noToken(let error):
            self.init(
                isPermanent: false, code: error.aadsts.map { "token.AADSTS\($0)" } ?? "token.\(error.code.rawValue)")
        case .noAnswer(let exchange): self.init(isPermanent: false, code: "graph.no-answer \(exchange.reason)")
        case .foreignLink, .malformed: self.init(isPermanent: false, code: "graph.malformed")
        }
    }
}
