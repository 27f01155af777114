import ClaimsMatching
import Testing

@Suite("The score of names")
struct NameScoreTests {
    private func score(_ document: DocumentClaims, _ directory: DirectoryClaims) -> Double {
        let matcher = ClaimsMatcher()
        var scorer = NameScorer()
        return matcher.nameScore(
            document: matcher.prepare(document), directory: matcher.prepare(directory), using: &scorer)
    }

    @Test("ranks the same name over a near one, and a near one over another")
    func ranks() {
        let same = score(document("ANNA", "ERIKSSON"), account("Anna", "Eriksson"))
        let near = score(document("ANNA", "ERIKSSON"), account("Anna", "Eriksen"))
        let other = score(document("ANNA", "ERIKSSON"), account("Olof", "Palm"))
        #expect(same > near)
        #expect(near > other)
        #expect(other < 0.3)
        #expect(same > 0.8)
    }

    @Test(
        "crosses scripts",
        arguments: [
            ("محمد", "علي", "MOHAMMED", "ALI"), ("Иван", "Петров", "IVAN", "PETROV"), ("민준", "김", "MINJUN", "KIM"),
        ])
    func scripts(given: String, surname: String, printedGiven: String, printedSurname: String) {
        let printed = document(printedGiven, printedSurname)
        #expect(score(printed, account(given, surname)) > score(printed, account("Olof", "Palm")))
    }

    @Test("stays between 0 and 1, and is the same every time, also without any name")
    func bounds() {
        for directory in [
            account(nil, nil), account("", "-"), account("Anna", "Eriksson", display: "🙂"), account("ʼ", "…"),
        ] {
            let first = score(document("ANNA", "ERIKSSON"), directory)
            #expect((0...1).contains(first))
            #expect(first == score(document("ANNA", "ERIKSSON"), directory))
        }
        #expect((0...1).contains(score(document("", ""), account("Anna", "Eriksson"))))
    }

    @Test("does not depend on which side is which where no side names its slots")
    func symmetric() {
        let names = ["Anna Eriksson", "Eriksson Anna", "Anna Erikson", "Jean Pierre Martin", "Jeanpierre Martin"]
        for one in names {
            for other in names {
                let there = score(document("", one), account(nil, nil, display: other))
                let back = score(document("", other), account(nil, nil, display: one))
                let isSameLength = one.split(separator: " ").count == other.split(separator: " ").count
                if isSameLength { #expect(abs(there - back) < 0.000_001, "\(one) \(other)") }
            }
        }
    }
}
