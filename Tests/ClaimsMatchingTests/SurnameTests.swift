import ClaimsMatching
import Testing

@Suite("Surnames")
struct SurnameTests {
    private func compare(_ row: NameCase, truncated: Bool = false) -> MatchResult {
        ClaimsMatcher().match(
            document: document(anna(besides: row.document), row.document, of: row.nationality, truncated: truncated),
            directory: account(anna(besides: row.directory), row.directory))
    }

    @Test(
        "that are the same by letter, rule or spelling",
        arguments: [
            NameCase("ERIKSSON", "Eriksson", .identical, "surname.equal"),
            NameCase("MULLER", "Müller", .identical, "surname.equal"),
            NameCase("OBRIEN", "O’Brien", .identical, "surname.equal"),
            NameCase("ЖУКОВ", "Жуков", .identical, "surname.equal"),
            NameCase("山田", "山田", .identical, "surname.equal"),
            NameCase("SMITH JONES", "Smith-Jones", .equivalent, "surname.spacing"),
            NameCase("VANDERMEER", "van der Meer", .equivalent, "surname.spacing"),
            NameCase("MC DONALD", "McDonald", .equivalent, "surname.spacing"),
            NameCase("MUELLER", "Müller", .equivalent, "surname.icao"),
            NameCase("MUXXLLER", "Müller", .equivalent, "surname.icao"),
            NameCase("AASTROEM", "Åström", .equivalent, "surname.icao"),
            NameCase("STRAUSS", "Strauß", .identical, "surname.equal"),
            NameCase("MUNXXOZ", "Muñoz", .equivalent, "surname.icao"),
            NameCase("THORDARSON", "Þórðarson", .identical, "surname.equal"),
            NameCase("IUSHCHENKO", "Ющенко", .equivalent, "surname.icao"),
            NameCase("YUSHCHENKO", "Ющенко", .equivalent, "surname.icao", of: "UKR"),
            NameCase("HOHOL", "Гоголь", .equivalent, "surname.icao", of: "UKR"),
            NameCase("VAN DER MEER", "Meer", .equivalent, "surname.particle"),
            NameCase("MEER", "van der Meer", .equivalent, "surname.particle"),
            NameCase("AL BASRI", "Basri", .equivalent, "surname.particle"),
            NameCase("GARCIA Y LOPEZ", "García López", .equivalent, "surname.particle"),
            NameCase("GARCIA LOPEZ", "García", .equivalent, "surname.oneOfDouble"),
            NameCase("SILVA SANTOS", "Santos", .equivalent, "surname.oneOfDouble", of: "PRT"),
            NameCase("LOPEZ GARCIA", "García López", .equivalent, "surname.reordered"),
            NameCase("VAN DER MEER", "Meer van der", .equivalent, "surname.particle"),
            NameCase("MEER VAN DER", "van der Meer", .equivalent, "surname.particle"),
            NameCase("IVANOVA", "Ivanov", .listed, "surname.genderEnding"),
            NameCase("NOVAK", "Nováková", .listed, "surname.genderEnding"),
            NameCase("KOWALSKA", "Kowalski", .listed, "surname.genderEnding"),
            NameCase("YUSHCHENKO", "Ющенко", .listed, "surname.romanisation", of: "RUS"),
            NameCase("CHAIKOVSKY", "Чайковский", .listed, "surname.romanisation", of: "RUS"),
            NameCase("MUELLER", "Muller", .listed, "surname.variant"),
            NameCase("STEFENSON", "Stephenson", .listed, "surname.variant"),
            NameCase("KIM", "김", .listed, "surname.romanisation"),
            NameCase("HADDAD", "حداد", .listed, "surname.romanisation"),
            NameCase("COHEN", "כהן", .listed, "surname.romanisation"),
            NameCase("WONG", "黃", .listed, "surname.romanisation"),
            NameCase("PAPADOPOULOS", "Παπαδόπουλος", .equivalent, "surname.icao"),
            NameCase("ΠΑΠΑΔΟΠΟΥΛΟΣ", "Παπαδόπουλος", .identical, "surname.equal"),
            NameCase("MUELLER", "Muller", .equivalent, "surname.icao", of: "DEU"),
            NameCase("AASTROEM", "Astrom", .equivalent, "surname.icao", of: "SWE"),
            NameCase("IAKOVLEV", "Yakovlev", .equivalent, "surname.icao", of: "RUS"),
            NameCase("SOLOVEV", "Solovyev", .equivalent, "surname.icao", of: "RUS"),
            NameCase("SHCHERBAKOV", "Scherbakov", .equivalent, "surname.icao", of: "RUS"),
            NameCase("PETRAUSKAITE", "Petrauskas", .listed, "surname.genderEnding"),
            NameCase("OZOLA", "Ozols", .listed, "surname.genderEnding"),
            NameCase("CERNA", "Černý", .listed, "surname.genderEnding"),
            NameCase("Lê", "Lễ", .listed, "surname.variant"),
        ])
    func agree(row: NameCase) {
        let result = compare(row)
        #expect(result.level(of: .surname) == row.level)
        #expect(result.code(.surname) == row.code)
        #expect(result.decision == .approve)
    }

    @Test(
        "that are close, partial or different never approve",
        arguments: [
            NameCase("ERIKSSON", "Eriksen", .conflict, "surname.conflict"),
            NameCase("ERIKSSON", "Svensson", .conflict, "surname.conflict"),
            NameCase("PETERSON", "Petersen", .near, "surname.nearMiss"),
            NameCase("PETERSON", "Pteerson", .near, "surname.nearMiss"),
            NameCase("YANG", "Jang", .near, "surname.nearMiss"),
            NameCase("WU", "Vu", .near, "surname.nearMiss"),
            NameCase("ЬЬ", "ЪЬ", .conflict, "surname.conflict"),
            NameCase("WONG", "Wang", .near, "surname.nearMiss"),
            NameCase("LEE", "Lees", .conflict, "surname.conflict"),
            NameCase("LEE", "Li", .near, "surname.nearMiss"),
            NameCase("SMITH", "S", .weak, "surname.initial"),
            NameCase("SMITH", "J", .conflict, "surname.conflict"),
            NameCase("GARCIA LOPEZ", "López", .weak, "surname.oneOfSeveral"),
            NameCase("GARCIA LOPEZ", "López", .weak, "surname.oneOfSeveral", of: "ESP"),
            NameCase("SILVA SANTOS", "Silva", .weak, "surname.oneOfSeveral", of: "BRA"),
            NameCase("SMITH", "Smith-Jones", .weak, "surname.directoryHasMore"),
            NameCase("GARCIA LOPEZ", "García Pérez", .weak, "surname.directoryHasMore"),
            NameCase("FRIEDRICH", "O Friedrich", .weak, "surname.directoryHasMore"),
            NameCase("AL BASRI", "Al Masri", .conflict, "surname.conflict"),
            NameCase("DO", "da", .conflict, "surname.conflict"),
            NameCase("VAN DER MEER", "van der Berg", .conflict, "surname.conflict"),
            NameCase("WARRANDYTE", "Warra", .conflict, "surname.conflict"),
            NameCase("TANAKA", "田中", .notAvailable, "surname.notComparable"),
            NameCase("HADDAD", "قاسم", .conflict, "surname.conflict"),
            NameCase("ERIKSSON", "...", .notAvailable, "surname.missing.directory"),
            NameCase("XXX", "Eriksson", .notAvailable, "surname.missing.document"),
            NameCase("ИВАНОВ", "Petrov", .conflict, "surname.conflict"),
        ])
    func refuse(row: NameCase) {
        let result = compare(row)
        #expect(result.level(of: .surname) == row.level)
        #expect(result.code(.surname) == row.code)
        #expect(result.decision == .review)
    }

    @Test("on file as a former name count as listed")
    func formerName() {
        let result = ClaimsMatcher().match(
            document: document("ANNA", "SVENSSON"),
            directory: account("Anna", "Eriksson", otherSurnames: ["Svensson"]))
        #expect(result.level(of: .surname) == .listed)
        #expect(result.code(.surname) == "surname.formerName")
        #expect(result.decision == .approve)
    }
}
