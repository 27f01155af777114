/// What an identity document says about its holder, as far as a directory could say it too.
package struct DocumentClaims: Sendable, Hashable, Codable {
    /// Separated by spaces, in any letter case. Empty for people with one name.
    package var givenNames: String
    package var surname: String
    package var dateOfBirth: BirthDate?
    /// ICAO or ISO 3166-1 alpha-3 code. Chooses the transliteration column and the custom of double surnames.
    package var nationality: String?
    package var documentNumber: String?
    /// The document's name field is full, so its last name may be a beginning only (Doc 9303-4 to 7, 4.2.3).
    package var nameTruncated: Bool
    /// What the holder has shown besides the document, or the document prints beyond its zone.
    package var phone: String?
    package var mail: String?
    package var address: PostalAddress?

    package init(
        givenNames: String, surname: String, dateOfBirth: BirthDate?, nationality: String? = nil,
        documentNumber: String? = nil, nameTruncated: Bool = false
    ) {
        self.givenNames = givenNames
        self.surname = surname
        self.dateOfBirth = dateOfBirth
        self.nationality = nationality
        self.documentNumber = documentNumber
        self.nameTruncated = nameTruncated
    }
}
