import Foundation
import IdentityDocuments
import Testing

@Suite("Document fields")
struct DocumentFieldsTests {
    private func fields(issue: String? = nil, expiry: String?) -> DocumentFields {
        DocumentFields(
            type: .passport, issuingState: "UTO", number: "L898902C3", nationality: "UTO", surname: "ERIKSSON",
            givenNames: "ANNA MARIA", dateOfBirth: PartialDate(iso: "1974-08-12"), sex: .female,
            dateOfIssue: issue.flatMap(CalendarDate.init(iso:)), dateOfExpiry: expiry.flatMap(CalendarDate.init(iso:)))
    }

    @Test("come from a zone and survive JSON")
    func fromZone() throws {
        let zone = try MachineReadableZone(
            lines: ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
            readOn: try #require(CalendarDate(iso: "2011-01-01")))
        #expect(DocumentFields(zone) == fields(expiry: "2012-04-15"))
        #expect(try JSONDecoder().decode(MachineReadableZone.self, from: JSONEncoder().encode(zone)) == zone)
    }

    @Test(
        "know the type from the document code",
        arguments: [
            ("P", DocumentType.passport), ("PD", .passport), ("ID", .identityCard), ("AR", .identityCard),
            ("C", .identityCard), ("VC", .visa), ("AC", .other), ("X", .other), ("", .other),
        ])
    func types(code: String, type: DocumentType) {
        #expect(DocumentType(documentCode: code) == type)
    }

    @Test(
        "are valid through the day of expiry and not a day longer",
        arguments: [
            (nil, "2026-06-15", DocumentValidity.valid),
            (nil, "2026-06-14", .expired(on: CalendarDate(iso: "2026-06-14") ?? .init(dayOf: .distantPast))),
            (nil, nil, .unknown), ("2020-01-01", nil, .unknown),
            (
                "2026-06-16", "2030-01-01",
                .issuedInTheFuture(CalendarDate(iso: "2026-06-16") ?? .init(dayOf: .distantPast))
            ),
            ("2026-01-01", "2025-01-01", .contradictory),
        ] as [(String?, String?, DocumentValidity)])
    func validity(issue: String?, expiry: String?, expected: DocumentValidity) throws {
        let today = try #require(CalendarDate(iso: "2026-06-15"))
        #expect(fields(issue: issue, expiry: expiry).validity(on: today) == expected)
    }

    @Test("name States and ICAO's own issuers")
    func states() {
        #expect(IssuingState.name(of: "FRA") == "France")
        #expect(IssuingState.name(of: "D") == "Germany")
        #expect(IssuingState.name(of: "UTO") == "Utopia (specimens only)")
        #expect(IssuingState.name(of: "XOM") == "Sovereign Military Order of Malta")
        #expect(IssuingState.name(of: "BES") == "Bonaire, Sint Eustatius and Saba")
        #expect(IssuingState.name(of: "ZWE") == "Zimbabwe")
        #expect(IssuingState.name(of: "ZZZ") == nil)
        #expect(IssuingState.name(of: "") == nil)
        #expect(IssuingState.isoCode("D") == "DEU")
        #expect(IssuingState.isStateless("XXB"))
    }
}

@Suite("Zones photographed in the wild", .enabled(if: Samples.has("samples/documents"), "shared samples absent"))
struct WildZoneTests {
    private struct Truth: Decodable {
        let mrz: [String]
        let type: String
        let printed_check_digits_valid: Bool
    }

    @Test("are read in the stated format, and their digits agree exactly where the truth says so")
    func wild() throws {
        let data = try Data(contentsOf: Samples.root.appending(path: "samples/documents/truth.json"))
        let truths = try JSONDecoder().decode([String: Truth].self, from: data)
        let today = try #require(CalendarDate(iso: "2026-06-15"))
        for (file, truth) in truths.sorted(by: { $0.key < $1.key }) where Set(truth.mrz.map(\.count)).count == 1 {
            let zone = try MachineReadableZone(lines: truth.mrz, readOn: today)
            #expect(zone.format.rawValue.uppercased() == truth.type, "\(file)")
            #expect(zone.checkDigitsAgree == truth.printed_check_digits_valid, "\(file): \(zone.checks)")
        }
    }
}
