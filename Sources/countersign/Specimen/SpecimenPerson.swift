import ArgumentParser
import Foundation
import IdentityDocuments

/// Whom a specimen names, and the zone that says so.
struct SpecimenPerson: Sendable {
    enum Sex: String, Sendable, ExpressibleByArgument {
        case female = "F"
        case male = "M"
        case unspecified = "X"
    }

    let surname: String
    let givenNames: String
    let dateOfBirth: CalendarDate
    let sex: Sex
    let number: String
    let nationality: String
    let dateOfIssue: CalendarDate
    let dateOfExpiry: CalendarDate

    private static let validity = 5 * 365

    /// - Parameters:
    ///   - number: Made up from name and birth when nil, so that the same person gets the same number again.
    ///   - expiry: Five years from `today` when nil. The date of issue lies five years before it, but not ahead of today.
    init(
        surname: String, givenNames: String, dateOfBirth: CalendarDate, sex: Sex, number: String? = nil,
        nationality: String = "UTO", expiry: CalendarDate? = nil, today: CalendarDate
    ) {
        self.surname = surname
        self.givenNames = givenNames
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.number = (number ?? Self.number(surname, givenNames, dateOfBirth.iso)).uppercased()
        self.nationality = nationality.uppercased()
        dateOfExpiry = expiry ?? today.adding(days: Self.validity)
        dateOfIssue = min(dateOfExpiry.adding(days: -Self.validity), today)
    }

    /// The two lines of the zone (Doc 9303-4).
    func zone() throws(UnprintableSpecimen) -> [String] {
        let content = ZoneContent(
            documentCode: "P", issuingState: "UTO", surname: surname, givenNames: givenNames, documentNumber: number,
            nationality: nationality, dateOfBirth: PartialDate(dateOfBirth),
            sex: sex == .female ? .female : sex == .male ? .male : .unspecified, dateOfExpiry: dateOfExpiry)
        do { return try MachineReadableZone.compose(content, as: .td3) } catch { throw UnprintableSpecimen(error) }
    }

    /// A letter and eight digits by FNV-1a over the words.
    private static func number(_ words: String...) -> String {
        let hash = words.joined(separator: "|").utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "U" + String(100_000_000 + hash % 100_000_000).dropFirst()
    }
}

/// A person whose data no zone can hold, in words for whoever typed them.
struct UnprintableSpecimen: Error, CustomStringConvertible {
    let description: String

    init(_ error: UnprintableZone) {
        let reasons = error.reasons.map { reason in
            switch reason {
            case .tooLong(let field, let limit): "\(field.rawValue) has more than \(limit) characters"
            case .missing(let field): "\(field.rawValue) is empty"
            case .characters(let field, let characters):
                "\(field.rawValue) has characters without a Latin form: \(characters.joined(separator: " "))"
            }
        }
        description = "This cannot be printed in a passport: " + reasons.joined(separator: "; ") + "."
    }
}
