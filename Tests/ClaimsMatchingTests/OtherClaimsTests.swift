import ClaimsMatching
import Testing

@Suite("Claims beside names and dates")
struct OtherClaimsTests {
    private func compare(
        _ shown: (inout DocumentClaims) -> Void, _ recorded: (inout DirectoryClaims) -> Void,
        _ policy: MatchPolicy = .standard
    ) -> MatchResult {
        var printed = document("ANNA", "ERIKSSON")
        var known = account("Anna", "Eriksson")
        shown(&printed)
        recorded(&known)
        return ClaimsMatcher(policy: policy).match(document: printed, directory: known)
    }

    @Test(
        "telephone numbers agree in any way of writing them",
        arguments: [
            ("+46 70 123 45 67", "+46701234567", EvidenceLevel.identical, "phone.equal"),
            ("0046701234567", "+46 (70) 1234567", .identical, "phone.equal"),
            ("+46701234567", "070-123 45 67", .equivalent, "phone.nationalFormat"),
            ("+46701234567", "••• ••4567", .listed, "phone.lastFour"),
            ("+46701234567", "+46701234568", .near, "phone.oneDigit"),
            ("+46701234567", "+47701239999", .conflict, "phone.conflict"),
            ("+46701234567", "4567", .conflict, "phone.conflict"),
        ])
    func phones(shown: String, recorded: String, level: EvidenceLevel, code: String) {
        let result = compare({ $0.phone = shown }, { $0.phones = [recorded] })
        #expect(result.level(of: .phone) == level)
        #expect(result.code(.phone) == code)
        // People change their number: no telephone stands in the way of an approval.
        #expect(result.decision == .approve)
    }

    @Test(
        "a document number on file must not contradict",
        arguments: [
            ("L898902C3", "L898902C3", EvidenceLevel.identical, MatchDecision.approve),
            ("L898902C3", "l89 8902-c3", .identical, .approve), ("L898902C3", "•••••02C3", .listed, .approve),
            ("L898902C3", "L898902C8", .near, .approve), ("L898902C3", "X12345678", .conflict, .review),
        ])
    func numbers(printed: String, recorded: String, level: EvidenceLevel, decision: MatchDecision) {
        let result = compare({ $0.documentNumber = printed }, { $0.documentNumbers = [recorded] })
        #expect(result.level(of: .documentNumber) == level)
        #expect(result.decision == decision)
    }

    @Test("the best of several numbers on file counts")
    func several() {
        let result = compare({ $0.documentNumber = "L898902C3" }, { $0.documentNumbers = ["X1", "L898902C3"] })
        #expect(result.level(of: .documentNumber) == .identical)
    }

    @Test("what only one side has is no evidence, unless the policy asks for it")
    func missing() {
        #expect(compare({ $0.phone = "+46701234567" }, { _ in }).evidence(of: .phone) == nil)
        var policy = MatchPolicy.standard
        policy.others[.phone] = .init(required: true, minLevel: .equivalent, toleratesConflict: true)
        let result = compare({ $0.phone = "+46701234567" }, { _ in }, policy)
        #expect(result.level(of: .phone) == .notAvailable)
        #expect(result.decision == .review)
    }

    @Test("nationalities by any code of one State agree; codes of the stateless say nothing")
    func nationalities() {
        #expect(compare({ $0.nationality = "D" }, { $0.nationality = "DEU" }).level(of: .nationality) == .identical)
        #expect(compare({ $0.nationality = "GBO" }, { $0.nationality = "gbr" }).level(of: .nationality) == .identical)
        #expect(compare({ $0.nationality = "SWE" }, { $0.nationality = "FIN" }).level(of: .nationality) == .conflict)
        #expect(compare({ $0.nationality = "XXA" }, { $0.nationality = "FIN" }).evidence(of: .nationality) == nil)
    }

    @Test("mail addresses agree without regard to case or tag, and addresses part by part")
    func mailAndAddress() {
        let mail = compare({ $0.mail = "Anna+id@Example.com" }, { $0.mails = ["anna@example.com"] })
        #expect(mail.level(of: .mail) == .equivalent)
        let home = PostalAddress(street: "Storgatan", number: "12 B", postcode: "111 22", city: "Malmö", country: "SE")
        var moved = home
        moved.street = "Kungsgatan"
        #expect(compare({ $0.address = home }, { $0.address = home }).level(of: .address) == .identical)
        #expect(compare({ $0.address = home }, { $0.address = moved }).level(of: .address) == .listed)
        moved.country = "FI"
        #expect(compare({ $0.address = home }, { $0.address = moved }).level(of: .address) == .conflict)
    }
}
