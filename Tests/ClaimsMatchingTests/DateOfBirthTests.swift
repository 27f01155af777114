import ClaimsMatching
import Testing

@Suite("Dates of birth")
struct DateOfBirthTests {
    private func compare(_ printed: String?, _ recorded: String?) -> MatchResult {
        ClaimsMatcher().match(
            document: document("ANNA", "ERIKSSON", born: printed),
            directory: account("Anna", "Eriksson", born: recorded))
    }

    @Test("approve only when equal to the day")
    func equal() {
        let result = compare("1984-11-23", "1984-11-23")
        #expect(result.level(of: .dateOfBirth) == .identical)
        #expect(result.decision == .approve)
        #expect(result.reasons.map(\.code.rawValue) == ["surname.equal", "given.equal", "dob.equal"])
    }

    @Test(
        "that are less than equal never approve",
        arguments: [
            ("1984-11", "1984-11-23", EvidenceLevel.listed, "dob.yearMonth"),
            ("1984-11-23", "1984-11", .listed, "dob.yearMonth"),
            ("1984", "1984-11-23", .weak, "dob.yearOnly"),
            ("1984-11-23", "1984", .weak, "dob.yearOnly"),
            ("1984-11-07", "1984-07-11", .near, "dob.dayMonthSwap"),
            ("1984-11-23", "1984-11-22", .near, "dob.oneDigit"),
            ("1984-11-23", "1994-11-23", .near, "dob.oneDigit"),
            ("1984-11-23", "1979-11-23", .near, "dob.onePart"), ("1984-11-23", "1984-06-23", .near, "dob.onePart"),
            ("1984-11-23", "1984-12-24", .weak, "dob.twoDigits"), ("1984-11-23", "1985-11-24", .weak, "dob.twoDigits"),
            ("1984-01-01", "1984-01-01", .weak, "dob.placeholder"),
            ("1984-07-01", "1984-07-01", .weak, "dob.placeholder"),
            ("1900-01-01", "1900-01-01", .weak, "dob.placeholder"),
            ("1984-11-23", "1984-01-01", .weak, "dob.placeholder"),
            ("1984-11-23", "1900-01-01", .notAvailable, "dob.placeholder"),
            (nil, "1984-11-23", .notAvailable, "dob.missing.document"),
            ("1984-11-23", nil, .notAvailable, "dob.missing.directory"),
            (nil, nil, .notAvailable, "dob.missing.document"),
        ] as [(String?, String?, EvidenceLevel, String)])
    func weaker(printed: String?, recorded: String?, level: EvidenceLevel, code: String) {
        let result = compare(printed, recorded)
        #expect(result.level(of: .dateOfBirth) == level)
        #expect(result.code(.dateOfBirth) == code)
        #expect(result.decision == .review)
    }

    @Test(
        "that differ reject, however well the names agree",
        arguments: [
            ("1984-11-23", "1956-02-14"), ("1984-11-23", "1984-02-14"), ("1984-11", "1984-12-23"),
            ("1984", "1985-11-23"), ("1984-11-23", "1973-11-24"),
        ])
    func conflict(printed: String, recorded: String) {
        let result = compare(printed, recorded)
        #expect(result.code(.dateOfBirth) == "dob.conflict")
        #expect(result.decision == .reject)
    }

    @Test(
        "are read from ISO text only",
        arguments: [
            "", "1984-11-31", "23.11.1984", "1984-11-23T00:00:00Z", "84-11-23", "1984-13", "0000", "1984-11-23-1",
            "1984-1-1",
        ])
    func refusesText(text: String) {
        #expect(BirthDate(iso: text) == nil)
    }
}
