import ClaimsMatching
import Testing

@Suite("The index of a directory")
struct DirectoryIndexTests {
    private let tables = NameTables(
        version: "test", givenNames: [.init("robert", "bob", .nickname), .init("geoffrey", "jeffrey", .spelling)])

    private func index(_ people: [String: DirectoryClaims]) -> DirectoryIndex {
        var index = DirectoryIndex(tables: tables)
        for (id, claims) in people.sorted(by: { $0.key < $1.key }) { index.update(id, claims) }
        return index
    }

    private func found(_ claims: DocumentClaims, in index: DirectoryIndex) -> [String] {
        index.candidates(for: PreparedDocument(claims, tables: tables)).map(\.id)
    }

    @Test(
        "finds people under every lawful way to write their name",
        arguments: [
            account("Anna", "Müller"), account("Anna Maria", "Mueller"), account("Müller", "Anna"),
            account(nil, nil, display: "Müller, Anna"), account("Anna", "von Müller"), account("Anna", "Muller"),
            account("Annmarie", "Smith", otherSurnames: ["Müller"]), account("Анна", "Мюллер"),
        ])
    func finds(person: DirectoryClaims) {
        let index = index(["p": person, "q": account("Olof", "Palm", born: nil)])
        #expect(found(document("ANNA MARIA", "MUELLER"), in: index) == ["p"])
    }

    @Test("finds short forms of given names")
    func nicknames() {
        #expect(found(document("ROBERT", "SMITH"), in: index(["b": account("Bob", "Smith", born: nil)])) == ["b"])
    }

    @Test("finds whoever a rule or a vouched spelling would take for the holder")
    func otherSpellings() {
        #expect(found(document("GEOFFREY", "SMITH"), in: index(["j": account("Jeffrey", "Smith", born: nil)])) == ["j"])
        for (given, surname) in [("Ivan", "Tsarev"), ("Ivan", "Tcarev"), ("Иван", "Царёв")] {
            let index = index(["t": account(given, surname, born: nil)])
            #expect(found(document("IVAN", "TCAREV", of: "RUS"), in: index) == ["t"])
        }
    }

    @Test("forgets people who are removed, and their old names")
    func updates() {
        var index = index(["a": account("Anna", "Eriksson"), "b": account("Anna", "Eriksson", born: nil)])
        #expect(Set(found(document("ANNA", "ERIKSSON"), in: index)) == ["a", "b"])
        index.remove("a")
        #expect(found(document("ANNA", "ERIKSSON"), in: index) == ["b"])
        index.update("b", account("Anna", "Svensson", born: nil))
        #expect(found(document("ANNA", "ERIKSSON"), in: index).isEmpty)
        #expect(found(document("ANNA", "SVENSSON"), in: index) == ["b"])
        index.remove("unknown")
        #expect(index.count == 1)
        #expect(index.frequencies.people == 1)
    }

    @Test("a colleague's document at one's own account is refused with an alert; one's own passes")
    func colleague() {
        let people = ["mine": account("Karin", "Lind", born: "1990-05-17"), "hers": account("Anna", "Eriksson")]
        let (index, matcher) = (index(people), ClaimsMatcher(tables: tables))
        func decide(_ claimed: String) -> MatchResult {
            let printed = document("ANNA MARIA", "ERIKSSON")
            let others = found(printed, in: index).filter { $0 != claimed }.compactMap { people[$0] }
            let report = matcher.uniqueness(of: printed, claimed: people[claimed] ?? account(nil, nil), others: others)
            return matcher.match(document: printed, directory: people[claimed] ?? account(nil, nil), uniqueness: report)
        }
        #expect(decide("mine").decision == .reject)
        #expect(decide("mine").codes.contains("uniqueness.betterMatchElsewhere"))
        #expect(decide("hers").decision == .approve)
    }

    @Test("common names weigh less than rare ones, and hold back what the guards let through")
    func weights() {
        var index = index(["rare": account("Xanthe", "Papandropoulos")])
        for number in 0..<200 { index.update("n\(number)", account("Maria", "Garcia", born: nil)) }
        let matcher = ClaimsMatcher()
        func match(_ given: String, _ surname: String) -> MatchResult {
            matcher.match(
                document: document(given.uppercased(), surname.uppercased()), directory: account(given, surname),
                frequencies: index.frequencies)
        }
        #expect(match("Xanthe", "Papandropoulos").decision == .approve)
        #expect(match("Maria", "Garcia").decision == .review)
        #expect(match("Maria", "Garcia").codes.contains("weights.belowApproval"))
        #expect((match("Xanthe", "Papandropoulos").totalBits ?? 0) > (match("Maria", "Garcia").totalBits ?? 0) + 10)
    }
}
