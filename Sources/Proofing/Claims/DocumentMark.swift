import Crypto
import Foundation
import IdentityDocuments

/// What one document is known by afterwards: a keyed digest of its number, issuer and holder's date of birth. Never the
/// number itself: numbers are few enough to be tried, so without the key the digest tells nothing.
package struct DocumentMark: Sendable, Hashable, RawRepresentable, Codable {
    /// 64 hexadecimal digits.
    package let rawValue: String

    package init?(rawValue: String) {
        guard rawValue.utf8.count == 64, rawValue.allSatisfy(\.isHexDigit) else { return nil }
        self.rawValue = rawValue
    }

    fileprivate init(_ code: HMAC<SHA256>.MAC) { rawValue = Array(code).hexadecimal }
}

/// Makes the marks of one server.
package struct DocumentMarks: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: derived from the root key for this one use. Another key makes all marks strange to each other.
    package init(key: SymmetricKey) { self.key = key }

    /// - Returns: nil when number or date of birth could not be read: then there is nothing to know it by.
    package func mark(of fields: DocumentFields) -> DocumentMark? {
        guard let born = fields.dateOfBirth else { return nil }
        let plain = fields.number.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard !plain.isEmpty else { return nil }
        let text = [plain, fields.issuingState.uppercased(), born.iso].joined(separator: "|")
        return DocumentMark(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}

/// A document that an account was approved with.
package struct DocumentBinding: Sendable, Equatable {
    package var mark: DocumentMark
    package var person: PersonID
    package var boundAt: Date
    /// Longer than the document could be accepted.
    package var keepUntil: Date

    package init(mark: DocumentMark, person: PersonID, boundAt: Date, keepUntil: Date) {
        self.mark = mark
        self.person = person
        self.boundAt = boundAt
        self.keepUntil = keepUntil
    }

    /// Ten years: the longest that passports are valid. For documents whose expiry was not read.
    static let longestLife: TimeInterval = 10 * 366 * 86_400

    init(_ mark: DocumentMark, of person: PersonID, fields: DocumentFields, under policy: Policy, at now: Date) {
        let grace = Double(policy.documents.expiredGraceDays + 1) * 86_400
        let left = fields.dateOfExpiry.map { Double(CalendarDate(dayOf: now).days(until: $0)) * 86_400 }
        self.init(
            mark: mark, person: person, boundAt: now,
            keepUntil: now + min(max(left ?? Self.longestLife, 0), Self.longestLife) + grace)
    }
}
