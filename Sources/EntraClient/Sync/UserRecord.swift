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
        let profile: ProfileClaims
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
        let attributes = decoder.userInfo[.profileAttributes] as? ProfileAttributes ?? ProfileAttributes()
        content = .person(
            Person(
                id: id, userPrincipalName: name, mail: try object.text("mail"),
                otherMails: try object.decodeIfPresent([String].self, forKey: PropertyName("otherMails")) ?? [],
                displayName: try object.text("displayName"), givenName: try object.text("givenName"),
                surname: try object.text("surname"),
                // Unknown means not enabled: nothing may start for an account whose state is not known.
                accountEnabled: try object.decodeIfPresent(Bool.self, forKey: PropertyName("accountEnabled")) ?? false,
                isGuest: try object.text("userType") == "Guest",
                birthdate: BirthdateReading(object, attributes.dateOfBirth),
                profile: ProfileClaims(
                    documentNumber: object.filled(attributes.documentNumber),
                    nationality: object.filled(attributes.nationality),
                    formerSurname: object.filled(attributes.formerSurname),
                    otherGivenName: object.filled(attributes.otherGivenName),
                    mobilePhone: object.filled("mobilePhone"),
                    address: ProfileAddress(
                        street: object.filled("streetAddress"), postcode: object.filled("postalCode"),
                        city: object.filled("city"), region: object.filled("state"), country: object.filled("country")))
            ))
    }
}

/// What the configured attribute said. An unreadable date is missing, and counted, never guessed.
enum BirthdateReading: Sendable, Equatable {
    case none
    case date(PartialDate)
    case unreadable

    init(_ object: KeyedDecodingContainer<PropertyName>, _ attribute: ProfileAttribute?) {
        guard let attribute else {
            self = .none
            return
        }
        do {
            guard let text = try object.text(attribute), !text.allSatisfy(\.isWhitespace) else {
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

}

extension KeyedDecodingContainer<PropertyName> {
    /// nil for an absent property and for null alike.
    func text(_ name: String) throws -> String? {
        try decodeIfPresent(String.self, forKey: PropertyName(name))
    }

    func text(_ attribute: ProfileAttribute) throws -> String? {
        switch attribute {
        case .directoryExtension(let name):
            return try text(name)
        case .exchange(let name):
            let whole = PropertyName("onPremisesExtensionAttributes")
            guard contains(whole), try !decodeNil(forKey: whole) else { return nil }
            return try nestedContainer(keyedBy: PropertyName.self, forKey: whole).text(name)
        }
    }

    /// Without surrounding blanks; what is no text, or only blanks, is missing.
    func filled(_ attribute: ProfileAttribute?) -> String? {
        guard let attribute else { return nil }
        return Self.filled(try? text(attribute))
    }

    func filled(_ name: String) -> String? { Self.filled(try? text(name)) }

    private static func filled(_ text: String?) -> String? {
        guard let text = text?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else { return nil }
        return String(text.prefix(200))
    }
}

extension CodingUserInfoKey {
    // A literal, non-empty name: the initialiser refuses nothing in fact.
    static let profileAttributes = CodingUserInfoKey(rawValue: "profileAttributes")!
}
