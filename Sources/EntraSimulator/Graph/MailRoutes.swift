import Foundation
import Hummingbird

/// A mail the tenant accepted. Nothing is delivered; the outbox is where it ends.
package struct SentMessage: Sendable, Codable, Equatable {
    package let id: String
    package let time: Date
    package let from: String
    package let to: [String]
    package let subject: String
    package let contentType: String
    package let body: String
    package let headers: [String: String]
}

/// `sendMail`: accepted with 202, which never means delivered (contract F).
struct MailRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        for function in ["sendMail", "microsoft.graph.sendMail"] {
            graph.post(RouterPath("users/{user}/\(function)")) { try await send($0, $1) }
        }
    }

    @Sendable func send(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .sendMail)
        let body = try await request.jsonObject()
        let user = try await tenant.requireUser(context.segment("user"))
        try await tenant.accept(body["message"]?.object, from: user, call: context.call)
        return Response(status: .accepted)
    }
}

extension Tenant {
    package var outbox: [SentMessage] { state.outbox }
    package func emptyOutbox() { state.outbox = [] }

    func accept(_ message: [String: JSONValue]?, from user: DirectoryUser, call: Int) throws {
        try checkMailbox(of: user)
        guard let message else { throw GraphError(400, "ErrorInvalidRequest", "The message is missing.") }
        let recipients = ["toRecipients", "ccRecipients", "bccRecipients"].flatMap { list in
            (message[list]?.array ?? []).map { $0["emailAddress"]?["address"]?.string }
        }
        let addresses = recipients.compactMap { $0 }.filter { $0.split(separator: "@").count == 2 }
        guard !addresses.isEmpty, addresses.count == recipients.count else {
            throw GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")
        }
        let kind = message["body"]?["contentType"]?.string?.lowercased() ?? "text"
        guard ["text", "html"].contains(kind) else {
            throw GraphError(400, "ErrorInvalidRequest", "contentType must be text or html.")
        }
        let headers = (message["internetMessageHeaders"]?.array ?? []).compactMap { header -> (String, String)? in
            guard let name = header["name"]?.string, let value = header["value"]?.string else { return nil }
            return (name, value)
        }
        guard headers.allSatisfy({ $0.0.lowercased().hasPrefix("x-") }) else {
            throw GraphError(
                400, "InvalidInternetMessageHeader", "The internet message header name should start with 'x-' or 'X-'.")
        }
        let sent = SentMessage(
            id: UUID().text, time: now, from: user.mail ?? user.userPrincipalName, to: addresses,
            subject: message["subject"]?.string ?? "", contentType: kind,
            body: message["body"]?["content"]?.string ?? "",
            headers: Dictionary(headers, uniquingKeysWith: { first, _ in first }))
        state.outbox.append(sent)
        note(.init(kind: .mailSent, userID: user.id, detail: sent.id), on: call)
    }

    private func checkMailbox(of user: DirectoryUser) throws {
        switch faults.mailFailure {
        case .accessDenied: throw Operation.sendMail.refusal
        case .throttled: throw GraphError(429, "TooManyRequests", "Too many requests.", headers: ["Retry-After": "10"])
        case .noMailbox: break
        case nil where user.mail != nil && !user.isExternal && user.accountEnabled: return
        case nil: break
        }
        throw GraphError(
            404, "MailboxNotEnabledForRESTAPI", "The mailbox is either inactive, soft-deleted, or is hosted on-premise."
        )
    }
}
