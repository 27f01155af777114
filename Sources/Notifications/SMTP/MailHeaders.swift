import Foundation
import Proofing

/// The header lines of one mail (RFC 5322). Values with line breaks or other controls are refused, not repaired.
struct MailHeaders {
    let lines: [String]

    init(_ mail: Mail, sender: MailAddress, recipients: [MailAddress], date: Date) throws(MailError) {
        guard let subject = Self.encodedWords(mail.subject) else {
            throw MailError(isPermanent: true, code: "mail.header")
        }
        lines = [
            "Date: \(Self.timestamp(date))",
            "From: <\(sender.text)>",
            "To: " + recipients.map { "<\($0.text)>" }.joined(separator: ",\r\n "),
            "Subject: \(subject)",
            "Message-ID: <\(mail.id)@\(sender.domain)>",
            // No out-of-office replies to a machine (RFC 3834).
            "Auto-Submitted: auto-generated",
        ]
    }

    /// RFC 2047: plain when it can be, else UTF-8 in base64 words that never split a character, in lines of at most 76
    /// characters with `Subject: ` in front of the first.
    ///
    /// - Returns: nil for text with control characters, which could start another header.
    static func encodedWords(_ text: String) -> String? {
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control || $0.isLineBreak })
        else {
            return nil
        }
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }), text.utf8.count <= 60, !text.contains("=?") {
            return text
        }
        var words: [String] = []
        var piece = ""
        for character in text.unicodeScalars {
            // 39 bytes are 52 characters of base64; with "=?utf-8?B?" and "?=" that makes 64.
            if piece.utf8.count + String(character).utf8.count > 39 {
                words.append(piece)
                piece = ""
            }
            piece.unicodeScalars.append(character)
        }
        words.append(piece)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// RFC 5322 section 3.3, in UTC.
    static func timestamp(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return formatter.string(from: date)
    }
}

extension Unicode.Scalar {
    /// Line and paragraph separators, which some mail programs break lines at.
    fileprivate var isLineBreak: Bool { value == 0x2028 || value == 0x2029 }
}
