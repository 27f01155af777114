import IdentityDocuments
import Testing

@Suite("Centuries")
struct CenturyTests {
    private func zone(birth: String, expiry: String, on today: String) throws -> MachineReadableZone {
        let checks = [birth, expiry].map { CheckDigit.compute($0).map(String.init) ?? "<" }
        return try MachineReadableZone(
            lines: [
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                "L898902C36UTO\(birth)\(checks[0])F\(expiry)\(checks[1])ZE184226B<<<<<10",
            ], readOn: try #require(CalendarDate(iso: today)))
    }

    @Test(
        "of a birth date are never in the future",
        arguments: [
            ("740812", "2026-06-15", "1974-08-12"), ("260615", "2026-06-15", "2026-06-15"),
            ("260616", "2026-06-15", "1926-06-16"), ("000229", "2026-06-15", "2000-02-29"),
            ("26<<<<", "2026-06-15", "2026"), ("2607<<", "2026-06-15", "1926-07"),
            ("990101", "1999-01-01", "1999-01-01"),
            ("740000", "2026-06-15", "1974"), ("740800", "2026-06-15", "1974-08"),
        ])
    func birth(digits: String, today: String, expected: String) throws {
        #expect(try zone(birth: digits, expiry: "320415", on: today).dateOfBirth?.iso == expected)
    }

    @Test(
        "of an expiry lie nearest to the day of reading",
        arguments: [
            ("320415", "2026-06-15", "2032-04-15"), ("990415", "2026-06-15", "1999-04-15"),
            ("751231", "2026-06-15", "2075-12-31"), ("761231", "2026-06-15", "1976-12-31"),
            ("010101", "1999-06-15", "2001-01-01"), ("3202<<", "2026-06-15", "2032-02-29"),
        ])
    func expiry(digits: String, today: String, expected: String) throws {
        #expect(try zone(birth: "740812", expiry: digits, on: today).dateOfExpiry?.iso == expected)
    }

    @Test(
        "are not guessed where there is no date",
        arguments: [
            "741312", "740832", "740230", "74<<12", "7A0812", "7408<1", "A<<<<<", "7<0812", "<<0A12",
        ])
    func noDate(digits: String) throws {
        let zone = try zone(birth: digits, expiry: digits, on: "2026-06-15")
        #expect(zone.dateOfBirth == nil)
        #expect(zone.dateOfExpiry == nil)
        #expect(zone.defects == [.notADate(.dateOfBirth), .notADate(.dateOfExpiry)])
    }
}
