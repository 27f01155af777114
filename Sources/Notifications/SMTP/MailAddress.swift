/// An address that can stand in an SMTP command and a header without being able to become anything else.
struct MailAddress: Hashable, Sendable {
    let text: String

    /// - Returns: nil for control characters, blanks, angle brackets, quotes, commas, or anything but one `@` with text
    ///   on both sides. Quoted local parts (RFC 5321 section 4.1.2) are not accepted: directories do not hold them.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, text.utf8.count <= 254 else { return nil }
        guard !text.utf8.contains(where: Self.forbidden.contains), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
        else {
            return nil
        }
        self.text = text
    }

    var domain: Substring { text.split(separator: "@")[1] }

    private static let forbidden = Set("<>()[]\\,;:\"".utf8)
}
