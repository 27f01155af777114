import Proofing

/// Turns a message of the outbox into the words of a mail.
package struct MessageTemplates: Sendable {
    private let defaults: [String: String]

    /// - Parameter defaults: values for messages that bring none, e.g. `tenantName` and `supportContact`.
    package init(defaults: [String: String] = [:]) {
        self.defaults = EnglishMessages.defaults.merging(defaults) { $1 }
    }

    /// - Throws: a permanent `MailError` with code `template.value` when a value the mail cannot do without is missing.
    package func mail(for message: OutboxMessage, to recipients: [String]) throws(MailError) -> Mail {
        let values = defaults.merging(message.values) { $1.isEmpty ? $0 : $1 }
        do {
            let words = try EnglishMessages.template(message.template).render(values)
            return Mail(
                id: message.id, recipients: recipients, subject: words.subject, text: words.text, html: words.html)
        } catch {
            throw MailError(isPermanent: true, code: "template.value")
        }
    }
}
