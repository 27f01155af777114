import IdentityDocuments
import Testing

private let today = CalendarDate(dayOf: .init(timeIntervalSince1970: 1_780_000_000))

@Suite("Printing a zone")
struct ZoneCompositionTests {
    private var content: ZoneContent {
        ZoneContent(
            documentCode: "P", issuingState: "UTO", surname: "Eriksson", givenNames: "Anna Maria",
            documentNumber: "L898902C3", nationality: "UTO", dateOfBirth: PartialDate(iso: "1974-08-12"), sex: .female,
            dateOfExpiry: CalendarDate(iso: "2012-04-15"), optionalData: "ZE184226B")
    }

    @Test("gives the specimen of Doc 9303-4")
    func specimen() throws {
        #expect(
            try MachineReadableZone.compose(content, as: .td3) == [
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
            ])
    }

    @Test("is undone by reading, in every format", arguments: ZoneFormat.allCases)
    func roundTrips(format: ZoneFormat) throws {
        var content = content
        content.documentCode = ["td3": "P", "mrvA": "V", "mrvB": "V"][format.rawValue] ?? "ID"
        content.optionalData = "AB12"
        content.sex = .unspecified
        content.dateOfExpiry = CalendarDate(iso: "2031-02-28")
        let zone = try MachineReadableZone(lines: MachineReadableZone.compose(content, as: format), readOn: today)
        #expect(zone.format == format)
        #expect(zone.name.surname == "ERIKSSON")
        #expect(zone.name.givenNames == "ANNA MARIA")
        #expect(zone.documentNumber == content.documentNumber)
        #expect(zone.dateOfBirth == content.dateOfBirth)
        #expect(zone.dateOfExpiry == content.dateOfExpiry)
        #expect(zone.sex == .unspecified)
        #expect(zone.optionalData == "AB12")
        #expect(zone.checkDigitsAgree)
        #expect(zone.defects.isEmpty)
    }

    @Test("keeps unknown parts of a birth date unknown", arguments: ["1974-08", "1974"])
    func partialDates(birth: String) throws {
        var content = content
        content.dateOfBirth = PartialDate(iso: birth)
        let zone = try MachineReadableZone(lines: MachineReadableZone.compose(content, as: .td3), readOn: today)
        #expect(zone.dateOfBirth?.iso == birth)
        #expect(zone.checkDigitsAgree)
    }

    @Test("leaves an unknown birth date empty, which is no defect")
    func unknownBirth() throws {
        var content = content
        content.dateOfBirth = nil
        content.dateOfExpiry = nil
        let zone = try MachineReadableZone(lines: MachineReadableZone.compose(content, as: .td3), readOn: today)
        #expect(zone.dateOfBirth == nil)
        #expect(zone.dateOfExpiry == nil)
        #expect(zone.defects.isEmpty)
    }

    @Test("refuses with every reason at once")
    func refuses() {
        var content = content
        content.documentCode = ""
        content.documentNumber = "L898902C3445"
        content.nationality = "U-O"
        content.optionalData = "é"
        let reasons: [UnprintableZone.Reason] = [
            .missing(.documentCode), .tooLong(.documentNumber, limit: 9), .characters(.nationality, ["-"]),
            .characters(.optionalData, ["É"]),
        ]
        #expect(throws: UnprintableZone(reasons: reasons)) { try MachineReadableZone.compose(content, as: .td3) }
    }
}
