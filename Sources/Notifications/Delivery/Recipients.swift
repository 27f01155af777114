import Proofing

/// Who gets a message about a person.
enum Recipients {
    /// Notices go to every address on file, private ones first (NIST SP 800-63B-4 section 4.6): whoever controls one
    /// of them does not control all. The way back goes to private addresses when there are any, because the person is
    /// locked out of the company's mailbox.
    static func addresses(for template: OutboxMessage.Template, of person: DirectoryPerson) -> [String] {
        let mail = person.mail.map { [$0] } ?? []
        let isWayBack = template == .comeBack
        let all = isWayBack && !person.otherMails.isEmpty ? person.otherMails : person.otherMails + mail
        var seen: Set<String> = []
        return all.filter { seen.insert($0.lowercased()).inserted }
    }
}
