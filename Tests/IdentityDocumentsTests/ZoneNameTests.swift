import IdentityDocuments
import Testing

/// Doc 9303-4, 4.2.3: name, printed field without trailing fillers, whether the last position is taken.
private let examples: [(surname: String, givenNames: String, field: String, truncated: Bool)] = [
    ("ERIKSSON", "ANNA MARIA", "ERIKSSON<<ANNA<MARIA", false),
    ("SMITH-JONES", "SUSIE MARGARET", "SMITH<JONES<<SUSIE<MARGARET", false),
    ("O'CONNOR", "ENYA SIOBHAN", "OCONNOR<<ENYA<SIOBHAN", false),
    ("VAN DER MUELLEN", "MARTIN", "VAN<DER<MUELLEN<<MARTIN", false),
    ("AL-BASRI", "HUDA MUHAMMAD JAWAD", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD", false),
    ("VILARCHAO FERNANDEZ", "JOSE RAMON", "VILARCHAO<FERNANDEZ<<JOSE<RAMON", false),
    ("ARKFREITH", "", "ARKFREITH", false),
    ("SATRIYA SUDARPA", "", "SATRIYA<SUDARPA", false),
    ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", true),
    ("NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU", true),
    (
        "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO",
        "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI", true
    ),
    ("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", true),
]

private let today = CalendarDate(dayOf: .init(timeIntervalSince1970: 1_780_000_000))

private func passport(_ surname: String, _ givenNames: String, state: String = "UTO") -> ZoneContent {
    ZoneContent(
        documentCode: "P", issuingState: state, surname: surname, givenNames: givenNames, documentNumber: "L898902C3",
        nationality: state, dateOfBirth: PartialDate(iso: "1974-08-12"), sex: .female,
        dateOfExpiry: CalendarDate(iso: "2032-04-15"), optionalData: "ZE184226B")
}

@Suite("Names in a zone")
struct ZoneNameTests {
    @Test("are printed as in the examples of Doc 9303-4", arguments: examples)
    func prints(surname: String, givenNames: String, field: String, truncated: Bool) throws {
        let lines = try MachineReadableZone.compose(passport(surname, givenNames), as: .td3)
        #expect(lines[0].dropFirst(5).hasPrefix(field))
        let zone = try MachineReadableZone(lines: lines, readOn: today)
        #expect(zone.name.truncated == truncated)
        #expect(zone.checkDigitsAgree)
        #expect(zone.defects.isEmpty)
    }

    @Test(
        "are cut on cards as in the examples of Doc 9303-5",
        arguments: [
            ("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO", "BENNELONG<WOOLOOMOOLOO<W<W<<DI"),
            ("PAPANDROPOULOUS", "JONATHON ALEC", "PAPANDROPOULOUS<<JONATHON<ALEC"),
        ])
    func cards(surname: String, givenNames: String, line: String) throws {
        let lines = try MachineReadableZone.compose(passport(surname, givenNames), as: .td1)
        #expect(lines[2] == line)
    }

    @Test("always show a letter in the last place when they were cut, even where a separator would fall there")
    func lastPlace() throws {
        let lines = try MachineReadableZone.compose(
            passport("NILAVADHANANANDA", "ARNPOL PETCHARONGUAN MARIA"), as: .td3)
        #expect(lines[0].hasSuffix("ARNPOL<PETCHARONGUA<M"))
        for width in 30...60 {
            let long = String(repeating: "A", count: width) + " BB"
            let zone = try MachineReadableZone(
                lines: MachineReadableZone.compose(passport(long, "CARLA DORA"), as: .td3), readOn: today)
            #expect(zone.name.truncated)
            #expect(!zone.name.secondary.isEmpty, "the secondary identifier must not vanish")
        }
    }

    @Test("print a single name as the primary identifier")
    func mononym() throws {
        let lines = try MachineReadableZone.compose(passport("", "Arkfreith"), as: .td3)
        #expect(lines[0] == "P<UTOARKFREITH" + String(repeating: "<", count: 30))
    }

    @Test("that hold digits, empty parts or a second separator are reported")
    func suspicious() throws {
        func defects(_ name: String) throws -> [ZoneDefect] {
            let first = "P<UTO" + name + String(repeating: "<", count: 39 - name.count)
            return try MachineReadableZone(
                lines: [first, "L898902C36UTO7408122F1204159ZE184226B<<<<<10"], readOn: today
            ).defects
        }
        #expect(try defects("ERIKSS0N<<ANNA") == [.digits(in: .name)])
        #expect(try defects("<<ANNA") == [.missingPrimaryIdentifier])
        #expect(try defects("ERIKSSON<<ANNA<<MARIA") == [.repeatedNameSeparator])
        #expect(try defects("ERIKSSON<<<ANNA") == [.repeatedNameSeparator])
    }

    @Test("that no table covers are refused, with every letter named")
    func unprintable() {
        #expect(throws: UnprintableZone(reasons: [.characters(.name, ["田", "中"])])) {
            try MachineReadableZone.compose(passport("田中", "太郎"), as: .td3)
        }
        #expect(throws: UnprintableZone(reasons: [.missing(.name)])) {
            try MachineReadableZone.compose(passport("'", "..."), as: .td3)
        }
    }
}
