import Foundation

/// A value that names something and can be stored, compared and logged without telling anything personal.
package protocol Identifier: RawRepresentable<String>, Hashable, Sendable, Codable, CustomStringConvertible {
    init?(rawValue: String)
}

extension Identifier {
    package var description: String { rawValue }
}

/// A GUID in the one form that Microsoft Graph returns it: 36 lower-case characters with hyphens.
///
/// Parsing is strict on purpose: Graph paths are built from this value alone, so a string that only looks
/// like a GUID ("../", braces, percent escapes) must never become one.
package struct ObjectID: Identifier {
    package let rawValue: String

    package init?(rawValue: String) {
        guard rawValue.utf8.count == 36, let uuid = UUID(uuidString: rawValue) else { return nil }
        self.rawValue = uuid.uuidString.lowercased()
    }

    init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// The Microsoft Entra tenant ("tid").
package struct TenantID: Identifier {
    package let rawValue: String

    package init?(rawValue: String) {
        guard let id = ObjectID(rawValue: rawValue) else { return nil }
        self.rawValue = id.rawValue
    }
}

/// One directory account. Mail addresses and user principal names change and are used again; this pair is not.
package struct PersonID: Hashable, Sendable, Codable, CustomStringConvertible {
    package let tenant: TenantID
    package let object: ObjectID

    package init(tenant: TenantID, object: ObjectID) {
        self.tenant = tenant
        self.object = object
    }

    package var description: String { "\(tenant)/\(object)" }
}

/// A random name with 128 bits, in lower-case hexadecimal. Knowing it gives no right to anything.
package protocol RandomIdentifier: Identifier {
    init(unchecked rawValue: String)
}

extension RandomIdentifier {
    package init?(rawValue: String) {
        guard rawValue.utf8.count == 32, rawValue.utf8.allSatisfy(\.isLowercaseHexDigit) else { return nil }
        self.init(unchecked: rawValue)
    }

    package static func random(_ source: any RandomSource) -> Self {
        Self(unchecked: source.bytes(16).hexadecimal)
    }
}

package struct SessionID: RandomIdentifier {
    package let rawValue: String
    package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

package struct CaseID: RandomIdentifier {
    package let rawValue: String
    package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

package struct IssuanceID: RandomIdentifier {
    package let rawValue: String
    package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

package struct MessageID: RandomIdentifier {
    package let rawValue: String
    package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// Who decides about cases: an opaque name given when the sign-in link was made, never a mail address.
package struct ReviewerID: Identifier {
    package let rawValue: String

    package init?(rawValue: String) {
        let allowed = rawValue.utf8.allSatisfy {
            $0.isLowercaseHexDigit || (0x61...0x7a).contains($0) || $0 == 0x2d || $0 == 0x2e
        }
        guard (1...64).contains(rawValue.utf8.count), allowed else { return nil }
        self.rawValue = rawValue
    }
}

extension UInt8 {
    fileprivate var isLowercaseHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x61...0x66).contains(self)
    }
}

extension Sequence<UInt8> {
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
