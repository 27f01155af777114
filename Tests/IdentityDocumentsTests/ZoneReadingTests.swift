import Foundation
import IdentityDocuments
import Testing

/// 15 June 2026.
private let today = CalendarDate(dayOf: Date(timeIntervalSince1970: 1_781_500_000))

private func read(_ lines: String...) throws -> MachineReadableZone {
    try MachineReadableZone(lines: lines, readOn: today)
}

@Suite("Reading a zone")
struct ZoneReadingTests {
    @Test("reads the specimen passport of Doc 9303-4")
    func passport() throws {
        let zone = try read(
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
        #expect(zone.format == .td3)
        #expect(zone.documentCode == "P")
        #expect(zone.issuingState == "UTO")
        #expect(zone.documentNumber == "L898902C3")
        #expect(zone.nationality == "UTO")
        #expect(zone.dateOfBirth?.iso == "1974-08-12")
        #expect(zone.sex == .female)
        #expect(zone.dateOfExpiry?.iso == "2012-04-15")
        #expect(zone.optionalData == "ZE184226B")
        #expect(zone.name.primary == ["ERIKSSON"])
        #expect(zone.name.secondary == ["ANNA", "MARIA"])
        #expect(!zone.name.truncated)
        #expect(zone.checks.map(\.outcome) == Array(repeating: .satisfied, count: 5))
        #expect(zone.defects.isEmpty)
    }

    @Test("reads the specimen cards of Doc 9303-5 and 9303-6")
    func cards() throws {
        let small = try read(
            "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
        #expect(small.format == .td1)
        #expect(small.documentNumber == "D23145890")
        #expect(small.checkDigitsAgree)
        #expect(small.check(.composite) == .satisfied)
        #expect(small.check(.optionalData) == .absent)

        let large = try read("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
        #expect(large.format == .td2)
        #expect(large.check(.composite) == .satisfied)
        #expect(large.name.givenNames == "ANNA MARIA")
    }

    @Test("reads the specimen visas of Doc 9303-7, which have no composite digit")
    func visas() throws {
        let full = try read(
            "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
        #expect(full.format == .mrvA)
        #expect(full.nationality == "XXX")
        #expect(full.optionalData == "6ZE184226B")
        #expect(full.check(.composite) == .absent)
        #expect(full.dateOfBirth?.iso == "1940-09-07")
        #expect(full.dateOfExpiry?.iso == "1996-12-10")

        let small = try read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
        #expect(small.format == .mrvB)
        #expect(small.checkDigitsAgree)
    }

    @Test("follows a long number into the optional data of a card")
    func longNumbers() throws {
        let zone = try read(
            "I<UTOD23145890<7349<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<8", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
        #expect(zone.documentNumber == "D23145890734")
        #expect(zone.check(.documentNumber) == .satisfied)
        #expect(zone.optionalData.isEmpty)

        let wrong = try read(
            "I<UTOD23145890<7344<AB<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<8", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
        #expect(wrong.check(.documentNumber) == .contradicts(printed: "4", expected: 9))
        #expect(wrong.optionalData == "AB")
    }

    @Test("leaves fillers in the place of the digit alone where no long number follows")
    func noLongNumber() throws {
        let zone = try read(
            "I<UTOD23145890<<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
        #expect(zone.documentNumber == "D23145890")
        #expect(zone.check(.documentNumber) == .contradicts(printed: "<", expected: 7))
    }

    @Test("reports every contradicting digit, and repairs nothing")
    func contradictions() throws {
        let zone = try read(
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C30UTO7408112F1204150ZE184226B<<<<<00")
        #expect(zone.documentNumber == "L898902C3")
        #expect(zone.dateOfBirth?.iso == "1974-08-11")
        #expect(zone.check(.documentNumber) == .contradicts(printed: "0", expected: 6))
        for field in [ZoneField.dateOfBirth, .dateOfExpiry, .optionalData, .composite] {
            guard case .contradicts = zone.check(field) else {
                Issue.record("\(field) should contradict")
                continue
            }
        }
        #expect(!zone.checkDigitsAgree)
    }

    @Test("lets an empty personal number go without its digit")
    func emptyPersonalNumber() throws {
        let filler = try read(
            "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4")
        #expect(filler.issuingState == "D")
        #expect(filler.nationality == "D")
        #expect(filler.check(.optionalData) == .absent)
        #expect(filler.checkDigitsAgree)
    }

    @Test("reports all defects of the content at once")
    func defects() throws {
        let zone = try read(
            "X<UT0<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "<<<<<<<<<<U1O7413122X1202309<<<<<<<<<<<<<<<0")
        #expect(
            Set(zone.defects) == [
                .unexpectedDocumentCode("X"), .digits(in: .issuingState), .digits(in: .nationality),
                .missingDocumentNumber, .missingPrimaryIdentifier, .unexpectedSex("X"), .notADate(.dateOfBirth),
                .notADate(.dateOfExpiry),
            ])
    }

    @Test(
        "refuses lines that are no zone",
        arguments: [
            [], ["P<UTO"], ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"],
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<1"],
            ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6"],
            Array(repeating: String(repeating: "<", count: 44), count: 3),
        ])
    func refusesShapes(lines: [String]) {
        let expected = MalformedZone(reasons: [.shape(lineLengths: lines.map(\.count))])
        #expect(throws: expected) { try MachineReadableZone(lines: lines, readOn: today) }
    }

    @Test("refuses characters outside the alphabet and says where each of them is")
    func refusesCharacters() {
        let expected = MalformedZone(reasons: [
            .character("e", line: 1, column: 6), .character("«", line: 1, column: 15),
            .character(" ", line: 2, column: 3),
        ])
        #expect(throws: expected) {
            try read("P<UTOeRIKSSON<«ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8 8902C36UTO7408122F1204159ZE184226B<<<<<10")
        }
    }

    @Test("never crashes on lines of the right length and any content")
    func fuzz() {
        var generator = SeededGenerator(seed: 9303)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<<<<<<<<<<<<é🇺🇹\u{301}")
        for _ in 0..<2_000 {
            let format = ZoneFormat.allCases.randomElement(using: &generator) ?? .td1
            let lines = (0..<format.lineCount).map { _ in
                String((0..<format.lineLength).map { _ in alphabet.randomElement(using: &generator) ?? "<" })
            }
            _ = try? MachineReadableZone(lines: lines, readOn: today)
            let clean = lines.map { $0.map { CheckDigit.compute(String($0)) == nil ? "<" : String($0) }.joined() }
            _ = try? MachineReadableZone(lines: clean, readOn: today)
        }
    }
}
