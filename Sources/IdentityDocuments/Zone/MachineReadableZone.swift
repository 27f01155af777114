/// The content of a machine readable zone, as printed: nothing is repaired, completed or judged here.
///
/// Checks and defects are all reported; whether a document with any of them may be used is the policy's business.
package struct MachineReadableZone: Sendable, Hashable, Codable {
    package let format: ZoneFormat
    /// The lines as printed, without surrounding space.
    package let lines: [String]
    /// One or two letters, fillers removed: `P`, `ID`, `VC`.
    package let documentCode: String
    /// ICAO code of the issuer, fillers removed: `UTO`, `D`.
    package let issuingState: String
    /// All of the number, also where a card prints its tail in the optional data (Doc 9303-5, 4.2.2).
    package let documentNumber: String
    package let nationality: String
    /// Nil when the year is unknown or the field is no date. Month and day may be unknown.
    package let dateOfBirth: PartialDate?
    package let sex: Sex
    /// Nil when the document states none or the field is no date.
    package let dateOfExpiry: CalendarDate?
    package let optionalData: String
    /// The second optional field, which only TD1 has.
    package let secondOptionalData: String
    package let name: PrintedName
    package let checks: [FieldCheck]
    package let defects: [ZoneDefect]

    package enum Sex: String, Sendable, Codable {
        case female, male, unspecified
    }

    package struct FieldCheck: Sendable, Hashable, Codable {
        package let field: ZoneField
        package let outcome: CheckDigit.Outcome
    }

    /// The check of one field; absent when the format has none.
    package func check(_ field: ZoneField) -> CheckDigit.Outcome {
        checks.first { $0.field == field }?.outcome ?? .absent
    }

    /// True when no printed check digit contradicts its field.
    package var checkDigitsAgree: Bool {
        checks.allSatisfy { if case .contradicts = $0.outcome { false } else { true } }
    }
}
