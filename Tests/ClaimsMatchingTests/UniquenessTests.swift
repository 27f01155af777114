import ClaimsMatching
import Testing

@Suite("Uniqueness")
struct UniquenessTests {
    private let matcher = ClaimsMatcher()
    private let holder = document("ANNA MARIA", "ERIKSSON")

    private func decide(_ claimed: DirectoryClaims, _ others: [DirectoryClaims]) -> (UniquenessReport, MatchDecision) {
        let report = matcher.uniqueness(of: holder, claimed: claimed, others: others)
        return (report, matcher.match(document: holder, directory: claimed, uniqueness: report).decision)
    }

    @Test("is clear where nobody else fits")
    func clear() {
        let others = [
            account("Karin", "Eriksson"), account("Anna", "Svensson"), account("Anna", "Eriksson", born: "1956-02-14"),
            account("Anna", "Eriksson", born: nil), account("Anna", "Eriksson", born: "1984-11-22"), account(nil, nil),
        ]
        #expect(decide(account("Anna", "Eriksson"), others) == (.clear, .approve))
    }

    @Test(
        "fails where another account passes every guard and the claimed one does not",
        arguments: [
            account("Karin", "Eriksson"), account("Anna", "Eriksson", born: nil),
            account("Anna", "Eriksson", born: "1984-11-22"), account("Anna", "Svensson"), account(nil, nil, born: nil),
        ])
    func betterElsewhere(claimed: DirectoryClaims) {
        #expect(decide(claimed, [account("Anna", "Eriksson")]) == (.betterMatchElsewhere, .reject))
    }

    @Test("is open where two accounts pass: a second account of the same person, or a twin of the same name")
    func ambiguous() {
        let others = [account("Anna", "Eriksson"), account("Maria", "Eriksson", display: "Maria Eriksson (admin)")]
        #expect(decide(account("Anna Maria", "Eriksson"), others) == (.sameNameColleague(count: 2), .review))
    }

    @Test("counts namesakes without a date of birth where the claimed account has none")
    func withoutDates() {
        let others = [account("Anna", "Eriksson", born: nil), account("Anna", "Eriksson", born: "1956-02-14")]
        #expect(decide(account("Anna", "Eriksson", born: nil), others) == (.sameNameColleague(count: 1), .review))
    }

    @Test("counts a namesake without a date of birth where only one side has a generation suffix")
    func suffix() {
        let senior = account("Anna", "Eriksson", born: nil)
        let junior = account("Anna", "Eriksson", display: "Anna Eriksson Jr.")
        #expect(decide(junior, [senior]) == (.sameNameColleague(count: 1), .review))
    }

    @Test("not assessed does not stand against an equal date of birth, and stands for nothing")
    func notAssessed() {
        #expect(matcher.match(document: holder, directory: account("Anna", "Eriksson")).decision == .approve)
        #expect(matcher.match(document: holder, directory: account("Anna", "Eriksson", born: nil)).decision == .review)
    }

    @Test(
        "protects twins: the own account wins, the other's is rejected",
        arguments: [
            ("Maisie", "Daisie"), ("Jon", "Ron"), ("Kristina", "Kristine"), ("Jan", "Ian"), ("Mohammed", "Mohamed"),
            ("Anna Maria", "Maria Anna"), ("Anna Maria", "Anna Sofia"), ("Alex", "Alexander"), ("Robert", "Bob"),
        ])
    func twins(own: String, other: String) {
        let holder = document(own.uppercased(), "ERIKSSON")
        let (mine, theirs) = (account(own, "Eriksson"), account(other, "Eriksson"))
        #expect(matcher.match(document: holder, directory: theirs).decision != .approve)
        let report = matcher.uniqueness(of: holder, claimed: theirs, others: [mine])
        #expect(report == .betterMatchElsewhere)
        #expect(matcher.match(document: holder, directory: theirs, uniqueness: report).decision == .reject)
        #expect(matcher.uniqueness(of: holder, claimed: mine, others: [theirs]) == .clear)
    }
}
