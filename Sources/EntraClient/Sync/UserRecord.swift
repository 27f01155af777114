import Foundation
import IdentityDocuments
import Proofing

/// One element of a users delta page.
///
/// We never ask for `Prefer: return=minimal`, so each element carries every selected property that was ever set:
/// `null` is a cleared property and an absent one was never set, which comes to the same (entra-contract C.1).
struct UserRecord: Decodable, Sendable {
    enum Content: Sendable {
        case person(Person)
        case removed(ObjectID)
        /// Without a usable id or user principal name; nobody can be looked up or acted upon by it.
        case unusable
    }

    struct Person: Sendable {
        let id: ObjectID
        let userPrincipalName: String
        let mail: String?
        let otherMails: [String]
        let displayName: String?
        let givenName: String?
        let surname: String?
        let accountEnabled: Bool
        let isGuest: Bool
        let birthdate: BirthdateReading
    }

    let content: Content

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: PropertyName.self)
        guard let id = try object.text("id").flatMap(ObjectID.init(rawValue:)) else {
            content = .unusable
            return
        }
        if object.contains(.removed) {
            content = .removed(id)
            return
        }
        guard let name = try object.text("userPrincipalName"), !name.isEmpty else {
            content = .unusable
            return
        }
        content = .person(
            Person(
                id: id, userPrincipalName: name, mail: try object.text("mail"),
                otherMails: try object.decodeIfPresent([String].self, forKey: PropertyName("otherMails")) ?? [],
                displayName: try object.text("displayName"), givenName: try object.text("givenName"),
                surname: try object.text("surname"),
                // Unknown means not enabled: nothing may start for an account whose state is not known.
                accountEnabled: try object.decodeIfPresent(Bool.self, forKey: PropertyName("accountEnabled")) ?? false,
                isGuest: try object.text("userType") == "Guest",
                birthdate: BirthdateReading(object, decoder.userInfo[.birthdateAttribute] as? BirthdateAttribute)))
    }
}

/// What the configured attribute said. An unreadable date is missing, and counted, never guessed.
enum BirthdateReading: Sendable, Equatable {
    case none
    case date(PartialDate)
    case unreadable

    init(_ object: KeyedDecodingContainer<PropertyName>, _ attribute: BirthdateAttribute?) {
        guard let attribute else {
            self = .none
            return
        }
        do {
            guard let text = try Self.text(object, attribute), !text.allSatisfy(\.isWhitespace) else {
                self = .none
                return
            }
            self = Self.date(in: text).map(Self.date) ?? .unreadable
        } catch {
            self = .unreadable
        }
    }

    /// `1974-08-12`, `1974-08`, `1974`, or the date part of `1974-08-12T00:00:00Z`. Other orders are ambiguous.
    static func date(in text: String) -> PartialDate? {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        if let date = PartialDate(iso: trimmed) { return date }
        guard let parts = trimmed.wholeMatch(of: /([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+(Z|[+-][0-9:]+)?/) else {
            return nil
        }
        return PartialDate(iso: String(parts.1))
    }

    private static func text(
        _ object: KeyedDecodingContainer<PropertyName>, _ attribute: BirthdateAttribute
    ) throws -> String? {
        switch attribute {
        case .directoryExtension(let name):
            return try object.text(name)
        case .exchange(let name):
            let whole = PropertyName("onPremisesExtensionAttributes")
            guard object.contains(whole), try !object.decodeNil(forKey: whole) else { return nil }
            return try object.nestedContainer(keyedBy: PropertyName.self, forKey: whole).text(name)
        }
    }
}

extension KeyedDecodingContainer<PropertyName> {
    /// nil for an absent property and for null alike.
    func text(_ name: String) throws -> String? {
        try decodeIfPresent(String.self, forKey: PropertyName(name))
    }
}

extension CodingUserInfoKey {
    // A literal, non-empty name: the initialiser refuses nothing in fact.
    static let birthdateAttribute = CodingUserInfoKey(rawValue: "birthdateAttribute")!
}
