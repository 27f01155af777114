import Foundation

/// A mail that has to leave, written in the same transaction as the state it announces.
package struct OutboxMessage: Sendable, Equatable, Codable {
    /// Also the Message-ID, so that a mail sent twice is recognised.
    package let id: MessageID
    package let tenant: TenantID
    package let template: Template
    package let person: PersonID
    package let createdAt: Date
    /// Values for the template by name. A continuation link may stand here: the store seals it until it is sent.
    package let values: [String: String]

    package enum Template: String, Sendable, Codable, CaseIterable {
        /// To every address on file, after a pass was shown (NIST SP 800-63B-4 section 4.6).
        case passShown
        /// A reviewer approved: come back with your face.
        case comeBack
        /// A reviewer refused.
        case reviewRefused
        /// Nobody looked at the case while there was time.
        case reviewLapsed
        /// Somebody showed a document that is somebody else's. It does not say so: whoever tried may read it.
        case attemptRefused
        /// A face is kept for signing in, from now on.
        case referenceMade
        /// A kept face was erased.
        case referenceErased
    }

    package init(
        id: MessageID, tenant: TenantID, template: Template, person: PersonID, createdAt: Date, values: [String: String]
    ) {
        self.id = id
        self.tenant = tenant
        self.template = template
        self.person = person
        self.createdAt = createdAt
        self.values = values
    }
}

package protocol Outbox: Sendable {
    /// Messages that are due, oldest first; each is leased to the caller for `seconds`.
    func take(at moment: Date, limit: Int, leaseSeconds: Double) async throws -> [OutboxMessage]
    func delivered(_ id: MessageID, at moment: Date) async throws
    /// Tries again at `retryAt`; nil gives up.
    func failed(_ id: MessageID, code: String, retryAt: Date?) async throws
}

/// One mail, ready to be sent.
package struct Mail: Sendable, Equatable {
    package var id: MessageID
    package var recipients: [String]
    package var subject: String
    package var text: String
    package var html: String
    package init(id: MessageID, recipients: [String], subject: String, text: String, html: String) {
        self.id = id
        self.recipients = recipients
        self.subject = subject
        self.text = text
        self.html = html
    }
}

package protocol MailSending: Sendable {
    func send(_ mail: Mail) async throws(MailError)
}

package struct MailError: Error, Sendable, Equatable {
    package var isPermanent: Bool
    package var code: String
    package init(isPermanent: Bool, code: String) {
        self.isPermanent = isPermanent
        self.code = code
    }
}
