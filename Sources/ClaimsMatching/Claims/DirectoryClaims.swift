/// What the directory says about the account that is claimed. Everything may be missing.
package struct DirectoryClaims: Sendable, Hashable, Codable {
    package var givenName: String?
    package var surname: String?
    package var displayName: String?
    /// Other given names on file for this account: an alternate name, an alias a reviewer confirmed.
    package var otherGivenNames: [String]
    /// Other surnames on file for this account: a maiden or former name.
    package var otherSurnames: [String]
    package var dateOfBirth: BirthDate?
    /// Numbers of documents on file. A masked one, such as `••••1234`, shows its last four characters.
    package var documentNumbers: [String] = []
    package var nationality: String?
    package var phones: [String] = []
    package var mails: [String] = []
    package var address: PostalAddress?

    package init(
        givenName: String? = nil, surname: String? = nil, displayName: String? = nil, otherGivenNames: [String] = [],
        otherSurnames: [String] = [], dateOfBirth: BirthDate? = nil
    ) {
        self.givenName = givenName
        self.surname = surname
        self.displayName = displayName
        self.otherGivenNames = otherGivenNames
        self.otherSurnames = otherSurnames
        self.dateOfBirth = dateOfBirth
    }
}
