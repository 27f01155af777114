import ClaimsMatching
import Foundation
import Testing

@Suite("Decisions")
struct DecisionTests {
    private let holder = document("ANNA MARIA", "ERIKSSON")

    @Test("refer a changed surname when the date of birth is equal")
    func changedSurname() {
        let result = ClaimsMatcher().match(document: holder, directory: account("Anna", "Svensson"))
        #expect(result.decision == .review)
        #expect(result.codes.isSuperset(of: ["surname.conflict", "dob.equal", "policy.belowMinimum"]))
    }

    @Test(
        "leave to a person what is another name in each part, and alike as a whole",
        arguments: [
            ("SERHII", "HRYHORENKO", "Sergey", "Grigorenko"), ("OLEKSII", "HLUSHCHENKO", "Alexey", "Gluschenko"),
            ("DJAMEL", "BOUTEFLIKA", "Jamal", "Butaflika"),
        ])
    func alike(printedGiven: String, printed: String, given: String, surname: String) {
        let result = ClaimsMatcher().match(
            document: document(printedGiven, printed), directory: account(given, surname))
        #expect(result.level(of: .givenName) == .conflict && result.level(of: .surname) == .conflict)
        #expect(result.decision == .review)
    }

    @Test("reject when both names are other names, even with an equal date of birth")
    func bothNames() {
        #expect(ClaimsMatcher().match(document: holder, directory: account("Karin", "Svensson")).decision == .reject)
    }

    @Test(
        "refer whatever is missing",
        arguments: [
            account(nil, nil, born: nil), account(nil, nil), account("Anna", nil), account(nil, "Eriksson"),
            account("Anna", "Eriksson", born: nil), account("", "", display: ""),
        ])
    func missing(directory: DirectoryClaims) {
        let result = ClaimsMatcher().match(document: holder, directory: directory)
        #expect(result.decision == .review)
        #expect(result.codes.contains("policy.requiredClaimMissing"))
    }

    @Test("follow a policy that is stricter than the guards, and never one that is laxer")
    func policy() {
        var strict = MatchPolicy.standard
        strict.givenName.minLevel = .identical
        let directory = account("Anna", "Eriksson")
        #expect(ClaimsMatcher(policy: strict).match(document: holder, directory: directory).decision == .review)

        var lax = MatchPolicy.standard
        lax.surname = .init(required: false, minLevel: .conflict)
        lax.dateOfBirth = .init(required: false, minLevel: .weak)
        lax.maxAliasNames = 9
        let matcher = ClaimsMatcher(policy: lax)
        #expect(matcher.match(document: holder, directory: account("Anna", "Svensson")).decision == .review)
        #expect(matcher.match(document: holder, directory: account("Anna", "Eriksson", born: nil)).decision == .review)
        #expect(
            lax.problems() == [
                .dateOfBirthNotRequired, .minimumBelowFloor(.surname, floor: .listed),
                .minimumBelowFloor(.dateOfBirth, floor: .identical), .aliasNamesOutOfRange(9),
            ])
        #expect(MatchPolicy.standard.problems().isEmpty)
    }

    @Test("can do without the display name where the policy says so")
    func displayNameOff() {
        var policy = MatchPolicy.standard
        policy.usesDisplayName = false
        let directory = account(nil, nil, display: "Anna Eriksson")
        #expect(ClaimsMatcher(policy: policy).match(document: holder, directory: directory).decision == .review)
    }

    @Test("refuse placeholders that are no dates")
    func placeholders() {
        var policy = MatchPolicy.standard
        policy.placeholderDates = ["13-01", "1900", "", "02-29"]
        #expect(
            policy.problems() == [
                .notAPlaceholderDate("13-01"), .notAPlaceholderDate("1900"), .notAPlaceholderDate(""),
            ])
    }

    @Test("survive JSON, so that they can be stored and replayed")
    func codable() throws {
        let result = ClaimsMatcher().match(document: holder, directory: account("Anna", "Svensson"))
        #expect(try JSONDecoder().decode(MatchResult.self, from: JSONEncoder().encode(result)) == result)
        let policy = MatchPolicy.standard
        #expect(try JSONDecoder().decode(MatchPolicy.self, from: JSONEncoder().encode(policy)) == policy)
        #expect(result.matcherVersion == ClaimsMatcher.version)
        #expect(result.tablesVersion == "none")
    }

    @Test("have a plain sentence for every reason, and masked names in logs")
    func sentences() {
        for code in ReasonCode.Code.allCases {
            let sentence = ReasonCode(code, ["surname"]).sentence
            #expect(sentence.hasSuffix("."))
            #expect(sentence.count > 20)
            #expect(!sentence.contains(code.rawValue), "\(code) has no sentence of its own")
        }
        let reason = ReasonCode(.givenNickname, ["ROBERT", "Bob"])
        #expect(reason.description == "given.nickname(R…, B…)")
        #expect(
            reason.sentence
                == "The directory uses a known short or pet form of the given name (document: ROBERT; directory: Bob).")
    }
}
