/// Compares mail addresses.
struct MailComparison {
    func compare(_ document: String?, _ directory: [String]) -> ClaimEvidence {
        Alternatives(claim: .mail, missing: .mailMissing).best(document, directory) { shown, recorded in
            let (one, other) = (shown.lowercased(), recorded.lowercased())
            if one == other { return (.identical, .mailEqual) }
            if Self.withoutTag(one) == Self.withoutTag(other) { return (.equivalent, .mailTag) }
            return (.conflict, .mailConflict)
        }
    }

    /// `anna+pay@example.com` reaches the box of `anna@example.com` (RFC 5233).
    private static func withoutTag(_ mail: String) -> String {
        guard let at = mail.lastIndex(of: "@") else { return mail }
        return String(mail[..<at].prefix { $0 != "+" } + mail[at...])
    }
}
