import Foundation
import IdentityDocuments

/// One account as the directory sync last saw it. For searching and matching only: before anything is
/// handed out the account is read live (`DirectoryActing.liveAccount`).
package struct DirectoryPerson: Sendable, Equatable, Codable {
    package var id: PersonID
    package var userPrincipalName: String
    package var mail: String?
    package var otherMails: [String]
    package var displayName: String?
    package var givenName: String?
    package var surname: String?
    /// From the attribute that the configuration names; Graph's own `birthday` is not usable (entra-contract: SharePoint-backed).
    package var dateOfBirth: PartialDate?
    package var accountEnabled: Bool
    package var isGuest: Bool
    /// More to compare, from attributes that the configuration names.
    package var profile: ProfileClaims
    /// Names of this account's owner that a reviewer confirmed. Not of the directory itself; the sync leaves them alone.
    package var confirmedNames: [ConfirmedName] = []

    package init(
        id: PersonID, userPrincipalName: String, mail: String? = nil, otherMails: [String] = [],
        displayName: String? = nil, givenName: String? = nil, surname: String? = nil,
        dateOfBirth: PartialDate? = nil, accountEnabled: Bool, isGuest: Bool = false,
        profile: ProfileClaims = ProfileClaims()
    ) {
        self.id = id
        self.userPrincipalName = userPrincipalName
        self.mail = mail
        self.otherMails = otherMails
        self.displayName = displayName
        self.givenName = givenName
        self.surname = surname
        self.dateOfBirth = dateOfBirth
        self.accountEnabled = accountEnabled
        self.isGuest = isGuest
        self.profile = profile
    }
}

/// What a profile says about a person beyond names and birthday. All of it may be missing.
package struct ProfileClaims: Sendable, Equatable, Codable {
    /// Of a passport or identity card on file.
    package var documentNumber: String?
    /// ICAO or ISO 3166-1 code of two or three letters.
    package var nationality: String?
    package var formerSurname: String?
    package var otherGivenName: String?
    /// The mobile number. Business numbers are not read: they stand in everybody's address book.
    package var mobilePhone: String?
    package var address: ProfileAddress?

    package init(
        documentNumber: String? = nil, nationality: String? = nil, formerSurname: String? = nil,
        otherGivenName: String? = nil, mobilePhone: String? = nil, address: ProfileAddress? = nil
    ) {
        self.documentNumber = documentNumber
        self.nationality = nationality
        self.formerSurname = formerSurname
        self.otherGivenName = otherGivenName
        self.mobilePhone = mobilePhone
        self.address = address
    }
}

/// A postal address as Graph keeps it, the house number within the street.
package struct ProfileAddress: Sendable, Equatable, Codable {
    package var street: String?
    package var postcode: String?
    package var city: String?
    package var region: String?
    /// As somebody wrote it: a name or a code.
    package var country: String?

    /// - Returns: nil when every part is missing.
    package init?(street: String?, postcode: String?, city: String?, region: String?, country: String?) {
        guard [street, postcode, city, region, country].contains(where: { $0 != nil }) else { return nil }
        self.street = street
        self.postcode = postcode
        self.city = city
        self.region = region
        self.country = country
    }
}

/// One group with its direct members, as the directory sync last saw it.
package struct DirectoryGroup: Sendable, Equatable, Codable {
    package var id: ObjectID
    package var displayName: String
    package var isAssignableToRole: Bool

    package init(id: ObjectID, displayName: String, isAssignableToRole: Bool) {
        self.id = id
        self.displayName = displayName
        self.isAssignableToRole = isAssignableToRole
    }
}
