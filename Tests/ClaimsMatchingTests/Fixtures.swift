import ClaimsMatching
import Testing

/// A document and a directory entry that agree on the date of birth, so that only the names are in question.
func document(
    _ given: String, _ surname: String, born: String? = "1984-11-23", of nationality: String? = nil,
    truncated: Bool = false
) -> DocumentClaims {
    DocumentClaims(
        givenNames: given, surname: surname, dateOfBirth: born.flatMap(BirthDate.init(iso:)), nationality: nationality,
        nameTruncated: truncated)
}

func account(
    _ given: String?, _ surname: String?, display: String? = nil, born: String? = "1984-11-23",
    otherGiven: [String] = [], otherSurnames: [String] = []
) -> DirectoryClaims {
    DirectoryClaims(
        givenName: given, surname: surname, displayName: display, otherGivenNames: otherGiven,
        otherSurnames: otherSurnames, dateOfBirth: born.flatMap(BirthDate.init(iso:)))
}

/// A given name in the script of a surname: nobody mixes the two.
func anna(besides surname: String) -> String {
    if surname.unicodeScalars.contains(where: { (0x400...0x4FF).contains($0.value) }) { return "Анна" }
    return surname.unicodeScalars.contains { (0x370...0x3FF).contains($0.value) } ? "Άννα" : "Anna"
}

extension MatchResult {
    var codes: Set<String> { Set(reasons.map(\.code.rawValue)) }

    /// The reason of one claim, as its stable code.
    func code(_ claim: Claim) -> String { evidence(of: claim)?.reason.code.rawValue ?? "" }
}

/// A row of the tables in these tests: both names, then what is expected.
struct NameCase: Sendable, CustomTestStringConvertible {
    let document: String
    let directory: String
    let level: EvidenceLevel
    let code: String
    var nationality: String?

    init(_ document: String, _ directory: String, _ level: EvidenceLevel, _ code: String, of nationality: String? = nil)
    {
        self.document = document
        self.directory = directory
        self.level = level
        self.code = code
        self.nationality = nationality
    }

    var testDescription: String { "\(document) / \(directory)" }
}
