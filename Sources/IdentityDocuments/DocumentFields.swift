/// What kind of document was shown.
package enum DocumentType: String, Sendable, Codable, CaseIterable {
    case passport, identityCard, visa, other

    /// The type meant by a document code of Doc 9303 (parts 4 to 7, first two characters of the zone).
    package init(documentCode: String) {
        switch documentCode.first {
        case "P": self = .passport
        case "V": self = .visa
        // `AC` is a crew member certificate: a licence to work, not proof of civil identity.
        case "A" where documentCode == "AC": self = .other
        case "A", "C", "I": self = .identityCard
        default: self = .other
        }
    }
}

/// The fields of one identity document, whatever they were read from.
package struct DocumentFields: Sendable, Hashable, Codable {
    package var type: DocumentType
    /// ICAO code, see `IssuingState`.
    package var issuingState: String
    package var number: String
    package var nationality: String
    package var surname: String
    package var givenNames: String
    /// The name may be cut: its last part may be a beginning only.
    package var nameTruncated: Bool
    package var dateOfBirth: PartialDate?
    package var sex: MachineReadableZone.Sex
    /// Unknown for everything read from a zone alone.
    package var dateOfIssue: CalendarDate?
    package var dateOfExpiry: CalendarDate?

    package init(
        type: DocumentType, issuingState: String, number: String, nationality: String, surname: String,
        givenNames: String, nameTruncated: Bool = false, dateOfBirth: PartialDate?,
        sex: MachineReadableZone.Sex = .unspecified, dateOfIssue: CalendarDate? = nil, dateOfExpiry: CalendarDate?
    ) {
        self.type = type
        self.issuingState = issuingState
        self.number = number
        self.nationality = nationality
        self.surname = surname
        self.givenNames = givenNames
        self.nameTruncated = nameTruncated
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.dateOfIssue = dateOfIssue
        self.dateOfExpiry = dateOfExpiry
    }

    /// The fields as a zone prints them.
    package init(_ zone: MachineReadableZone) {
        self.init(
            type: DocumentType(documentCode: zone.documentCode), issuingState: zone.issuingState,
            number: zone.documentNumber, nationality: zone.nationality, surname: zone.name.surname,
            givenNames: zone.name.givenNames, nameTruncated: zone.name.truncated, dateOfBirth: zone.dateOfBirth,
            sex: zone.sex, dateOfExpiry: zone.dateOfExpiry)
    }
}
