import ClaimsMatching
import Testing

private let tables = NameTables(
    version: "test",
    givenNames: [
        .init("robert", "bob", .nickname), .init("bob", "bobby", .nickname), .init("philip", "Filip", .variant),
        .init("민준", "minjun", .romanisation), .init("محمد", "mohammed", .variant), .init("محمد", "mahmud", .variant),
    ],
    surnames: [.init("김", "kim", .romanisation)])

@Suite("Given names")
struct GivenNameTests {
    private func compare(_ row: NameCase, tables: NameTables = .empty, truncated: Bool = false) -> MatchResult {
        ClaimsMatcher(tables: tables).match(
            document: document(row.document, "IVANOVA", of: row.nationality, truncated: truncated),
            directory: account(row.directory, anna(besides: row.directory) == "Anna" ? "Ivanova" : "Иванова"))
    }

    @Test(
        "that are the same by letter or rule",
        arguments: [
            NameCase("ANNA", "Anna", .identical, "given.equal"),
            NameCase("JOSE", "José", .identical, "given.equal"),
            NameCase("ANNA MARIA", "Anna Maria", .identical, "given.equal"),
            NameCase("ANNA", "Dr. Anna", .identical, "given.equal"),
            NameCase("JEAN PIERRE", "Jean-Pierre", .equivalent, "given.spacing"),
            NameCase("JEAN PIERRE", "Jeanpierre", .equivalent, "given.spacing"),
            NameCase("JEAN PIERRE MARIE", "Jeanpierre", .equivalent, "given.middleUnused"),
            NameCase("JOERG", "Jörg", .equivalent, "given.icao"),
            NameCase("MARIIA", "Мария", .equivalent, "given.icao"),
            NameCase("ANNA MARIA", "Anna", .equivalent, "given.middleUnused"),
            NameCase("ANNA MARIA SOFIA", "Anna Sofia", .equivalent, "given.middleUnused"),
            NameCase("ANNA MARIA", "Maria", .equivalent, "given.callName"),
            NameCase("JOHN QUINCY", "John Q.", .equivalent, "given.middleInitial"),
            NameCase("MARIYA", "Мария", .listed, "given.romanisation"),
            NameCase("YURI", "Юрий", .listed, "given.romanisation"),
            NameCase("MINJUN", "민준", .listed, "given.romanisation"),
            NameCase("ALEKSEI", "Alexey", .equivalent, "given.icao", of: "RUS"),
            NameCase("IULIIA", "Yulia", .equivalent, "given.icao", of: "UKR"),
            NameCase("YURII", "Iuri", .equivalent, "given.icao", of: "UKR"),
        ])
    func agree(row: NameCase) {
        let result = compare(row)
        #expect(result.level(of: .givenName) == row.level)
        #expect(result.code(.givenName) == row.code)
        #expect(result.decision == .approve)
    }

    @Test(
        "that are close, short, partial or different never approve",
        arguments: [
            NameCase("RON", "Jon", .conflict, "given.conflict"),
            NameCase("JAN", "Ian", .near, "given.nearMiss"),
            NameCase("JUERGEN", "Jurgen", .near, "given.nearMiss"),
            NameCase("MARIAE", "Maria", .near, "given.nearMiss", of: "DEU"),
            NameCase("MICHAEL", "Michal", .near, "given.nearMiss", of: "ISR"),
            NameCase("VALERII", "Valeria", .near, "given.nearMiss", of: "RUS"),
            NameCase("EVGENII", "Evgenia", .near, "given.nearMiss", of: "RUS"),
            NameCase("IULII", "Yulia", .conflict, "given.conflict", of: "RUS"),
            NameCase("DANIIL", "Daniela", .conflict, "given.conflict", of: "RUS"),
            NameCase("MAISIE", "Daisie", .near, "given.nearMiss"),
            NameCase("KRISTINA", "Kristine", .near, "given.nearMiss"),
            NameCase("MOHAMMED", "Mohamed", .near, "given.nearMiss"),
            NameCase("MOHAMMED", "محمد", .near, "given.nearMiss"),
            NameCase("DANIEL", "Dan", .near, "given.shortForm"),
            NameCase("ALEX", "Alexander", .near, "given.shortForm"),
            NameCase("ROBERT", "Bob", .conflict, "given.conflict"),
            NameCase("HERBERT", "Gilbert", .conflict, "given.conflict"),
            NameCase("ANNA", "Hanna", .conflict, "given.conflict"),
            NameCase("JOHN", "J", .weak, "given.initial"),
            NameCase("J", "John", .weak, "given.initial"),
            NameCase("JOHN PETER", "J. P.", .weak, "given.initial"),
            NameCase("JOHN PETER", "J. Peter", .weak, "given.initial"),
            NameCase("JOHN", "P", .conflict, "given.conflict"),
            NameCase("JOHN PETER", "John Q", .weak, "given.directoryHasMore"),
            NameCase("ANNA", "Anna Maria", .weak, "given.directoryHasMore"),
            NameCase("ANNA MARIA", "Anna Sofia", .weak, "given.directoryHasMore"),
            NameCase("ANNA MARIA", "Maria Anna", .near, "given.reordered"),
            NameCase("ANNA MARIA", "Sofia", .conflict, "given.conflict"),
            NameCase("FNU", "Anna", .notAvailable, "given.missing.document"),
            NameCase("ANNA", "-", .notAvailable, "given.missing.directory"),
            NameCase("SEOYEON", "민준", .notAvailable, "given.notComparable"),
            NameCase("DEJTHAM", "Dejthamrong", .near, "given.shortForm"),
        ])
    func refuse(row: NameCase) {
        let result = compare(row)
        #expect(result.level(of: .givenName) == row.level)
        #expect(result.code(.givenName) == row.code)
        #expect(result.decision == .review)
    }

    @Test(
        "that a table lists are E3, in either direction",
        arguments: [
            NameCase("ROBERT", "Bob", .listed, "given.nickname"), NameCase("BOB", "Robert", .listed, "given.nickname"),
            NameCase("ROBERT JAMES", "Bob", .listed, "given.nickname"),
            NameCase("PHILIP", "Filip", .listed, "given.variant"),
            NameCase("MINJUN", "민준", .listed, "given.romanisation"),
            NameCase("MOHAMMED", "محمد", .listed, "given.romanisation"),
        ])
    func listed(row: NameCase) {
        let result = compare(row, tables: tables)
        #expect(result.level(of: .givenName) == row.level)
        #expect(result.code(.givenName) == row.code)
        #expect(result.decision == .approve)
    }

    @Test("are never reached over two hops of a table")
    func twoHops() {
        #expect(compare(NameCase("ROBERT", "Bobby", .conflict, ""), tables: tables).level(of: .givenName) == .conflict)
    }

    @Test("and surname may not both rest on tables")
    func bothListed() {
        let result = ClaimsMatcher(tables: tables).match(
            document: document("MINJUN", "KIM"), directory: account("민준", "김"))
        #expect(result.level(of: .givenName) == .listed)
        #expect(result.level(of: .surname) == .listed)
        #expect(result.decision == .review)
        #expect(result.codes.contains("policy.tooManyAliases"))
    }

    @Test(
        "may be cut only on a document whose name field is full",
        arguments: [
            ("CHAYAPA DEJTHAM", "Chayapa Dejthamrong", EvidenceLevel.equivalent),
            ("CHAYAPA D", "Chayapa Dejthamrong", .equivalent),
            ("CHAYA DEJTHAMRONG", "Chayapa Dejthamrong", .near),
            ("CHAYAPA DE", "Chayapa Dejthamrong", .weak),
        ])
    func truncated(printed: String, full: String, level: EvidenceLevel) {
        let cut = compare(NameCase(printed, full, level, ""), truncated: true)
        #expect(cut.level(of: .givenName) == level)
        #expect(cut.codes.contains("name.mrzTruncated") == (level == .equivalent))
        if printed != "CHAYAPA D" {
            #expect(compare(NameCase(printed, full, level, "")).decision == .review)
        }
    }

    @Test("on file as another name of the account count as listed")
    func otherNames() {
        let result = ClaimsMatcher().match(
            document: document("WILHELMINA", "ERIKSSON"),
            directory: account("Mina", "Eriksson", otherGiven: ["Wilhelmina"]))
        #expect(result.code(.givenName) == "given.otherName")
        #expect(result.level(of: .givenName) == .listed)
        for recorded in [
            account("Bob", "Eriksson", display: "Bob \"Robert\" Eriksson"),
            account(nil, nil, display: "Bob \"Robert\" Eriksson"),
        ] {
            let quoted = ClaimsMatcher().match(document: document("ROBERT", "ERIKSSON"), directory: recorded)
            #expect(quoted.code(.givenName) == "given.otherName")
            #expect(quoted.decision == .approve)
        }
    }
}
