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

    package init(
        id: PersonID, userPrincipalName: String, mail: String? = nil, otherMails: [String] = [],
        displayName: String? = nil, givenName: String? = nil, surname: String? = nil,
        dateOfBirth: PartialDate? = nil, accountEnabled: Bool, isGuest: Bool = false
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
