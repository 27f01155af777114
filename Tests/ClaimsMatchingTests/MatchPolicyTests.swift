import ClaimsMatching
import Foundation
import Testing

private func rank(_ decision: MatchDecision) -> Int { decision == .approve ? 2 : decision == .review ? 1 : 0 }

@Suite("What a policy asks of a match")
struct MatchPolicyTests {
    private let holder = document("ANNA MARIA", "ERIKSSON")
    private let tables = NameTables(version: "test", givenNames: [.init("Robert", "Bob", .nickname)])

    private func decide(
        _ document: DocumentClaims, _ directory: DirectoryClaims, _ change: (inout MatchPolicy) -> Void
    ) -> MatchResult {
        var policy = MatchPolicy.standard
        change(&policy)
        return ClaimsMatcher(policy: policy, tables: tables).match(document: document, directory: directory)
    }

    /// A directory in which nobody else has these names, so that weights stand against nothing.
    private func frequencies(_ people: [DirectoryClaims]) -> NameFrequencies {
        var index = DirectoryIndex()
        for (number, person) in people.enumerated() { index.update("\(number)", person) }
        for number in 0..<400 {
            index.update("more \(number)", account("Given\(number)", "Surname\(number)", born: nil))
        }
        return index.frequencies
    }

    // MARK: Refusals

    @Test("no preset and no change of the new rules approves what the guards stop")
    func neverLaxer() {
        let cases: [(DocumentClaims, DirectoryClaims)] = [
            (holder, account("Anna", "Eriksson", born: nil)), (holder, account("Anna", "Eriksson", born: "1984-11-22")),
            (holder, account("Anna", "Svensson")), (holder, account("Karin", "Eriksson")),
            (holder, account("A", "Eriksson")), (holder, account("Anna", "Eriksson", born: "1984-11")),
            (document("JON", "ERIKSSON"), account("Ron", "Eriksson")),
            (document("ANNA", "ERIKSSON", born: "1984-01-01"), account("Anna", "Eriksson", born: "1984-01-01")),
            (document("ROBERT", "SMYTHE"), account("Bob", "Smith")),
            (document("", "ANNA"), account("Anna", "Eriksson")),
            (document("Аnna", "ERIKSSON"), account("Anna", "Eriksson")),
        ]
        var laxest = MatchPolicy.standard
        laxest.uniqueness = .init(enabled: false, marginBits: 0, onTie: .review, onBetter: .review)
        laxest.bits = .init(approval: -100, review: -100)
        laxest.maxAliasNames = 9
        laxest.dateOfBirth = .init(required: false, minLevel: .conflict)
        laxest.givenName = .init(required: false, minLevel: .conflict)
        laxest.surname = .init(required: false, minLevel: .conflict)
        for (document, directory) in cases {
            for policy in MatchPreset.allCases.map(\.policy) + [laxest] {
                let result = ClaimsMatcher(policy: policy, tables: tables)
                    .match(document: document, directory: directory)
                #expect(result.decision != .approve, "\(document) \(directory)")
            }
        }
    }

    @Test("every preset is sound, and asks at least what the standard one does", arguments: MatchPreset.allCases)
    func presets(preset: MatchPreset) {
        let policy = preset.policy
        #expect(policy.problems().isEmpty)
        #expect(policy.dateOfBirth == .init(required: true, minLevel: .identical))
        #expect(policy.uniqueness.enabled && policy.uniqueness.onBetter == .reject)
        for given in ["Anna", "Anna Maria", "A", "Anne", "Bob", "Eriksson"] {
            for surname in ["Eriksson", "Ericsson", "Svensson", "E"] {
                for printed in [holder, document("ROBERT", "ERIKSSON"), document("ERIKSSON", "ANNA")] {
                    let directory = account(given, surname, display: "\(given) \(surname)")
                    let standard = ClaimsMatcher(tables: tables).match(document: printed, directory: directory)
                    let result = ClaimsMatcher(policy: policy, tables: tables)
                        .match(document: printed, directory: directory)
                    #expect(result.decision != .approve || standard.decision == .approve, "\(printed) \(directory)")
                }
            }
        }
    }

    @Test("a released preset keeps its meaning: stored policies name it")
    func presetsStay() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for preset in MatchPreset.allCases {
            let json = String(decoding: try encoder.encode(preset.policy), as: UTF8.self)
            #expect(json == Self.released[preset])
        }
    }

    @Test("rules that are none are told: an unsound minimum of another claim, a margin out of range")
    func problems() {
        var policy = MatchPolicy.standard
        policy.others[.documentNumber] = .init(required: true, minLevel: .conflict, toleratesConflict: false)
        policy.uniqueness.marginBits = 31
        #expect(
            policy.problems() == [
                .minimumBelowFloor(.documentNumber, floor: .weak), .marginOutOfRange(31),
            ])
    }

    @Test("a nickname goes to a person where the policy does without lists of them")
    func nicknames() {
        let (printed, directory) = (document("ROBERT", "ERIKSSON"), account("Bob", "Eriksson"))
        #expect(decide(printed, directory) { _ in }.decision == .approve)
        let result = decide(printed, directory) { $0.nicknames = false }
        #expect(result.decision == .review && result.codes.contains("policy.nickname"))
        #expect(decide(printed, account("Robert", "Eriksson")) { $0.nicknames = false }.decision == .approve)
    }

    @Test("an initial goes to a person, or is rejected where the policy says so")
    func initials() {
        #expect(decide(holder, account("A", "Eriksson")) { _ in }.decision == .review)
        #expect(decide(holder, account("A", "Eriksson")) { $0.initials = .reject }.decision == .reject)
        #expect(decide(holder, account("Anna M", "Eriksson")) { $0.initials = .reject }.decision == .approve)
    }

    @Test(
        "what the directory does not state goes to a person, or is rejected where the policy says so",
        arguments: [
            account(nil, "Eriksson"), account("Anna", nil), account("Anna", "Eriksson", born: nil),
        ])
    func missing(directory: DirectoryClaims) {
        #expect(decide(holder, directory) { _ in }.decision == .review)
        #expect(decide(holder, directory) { $0.onMissingDirectoryAttribute = .reject }.decision == .reject)
    }

    @Test("a document that states less is not the directory's fault")
    func missingOnDocument() {
        let result = decide(document("ANNA", "ERIKSSON", born: nil), account("Anna", "Eriksson")) {
            $0.onMissingDirectoryAttribute = .reject
        }
        #expect(result.decision == .review)
    }

    @Test("another claim that is required and not on file leads where the policy says")
    func missingNumber() {
        var printed = holder
        printed.documentNumber = "A01234567"
        let rule = MatchPolicy.OtherRule(required: true, minLevel: .identical, toleratesConflict: false)
        let review = decide(printed, account("Anna", "Eriksson")) { $0.others[.documentNumber] = rule }
        #expect(review.decision == .review && review.codes.contains("policy.requiredClaimMissing"))
        let reject = decide(printed, account("Anna", "Eriksson")) {
            $0.others[.documentNumber] = rule
            $0.onMissingDirectoryAttribute = .reject
        }
        #expect(reject.decision == .reject)
        var directory = account("Anna", "Eriksson")
        directory.documentNumbers = ["A01234567"]
        #expect(decide(printed, directory) { $0.others[.documentNumber] = rule }.decision == .approve)
    }

    // MARK: Uniqueness

    private func decide(
        _ claimed: DirectoryClaims, _ rivals: [DirectoryClaims], weighed: Bool = false,
        _ change: (inout MatchPolicy) -> Void = { _ in }
    ) -> MatchResult {
        var policy = MatchPolicy.standard
        change(&policy)
        return MatchSnapshot(
            document: holder, directory: claimed, rivals: rivals,
            frequencies: weighed ? frequencies(rivals + [claimed]) : nil
        ).match(under: policy, tables: tables)
    }

    @Test("a tie and a better owner lead where the policy says, and never to approval")
    func consequences() {
        let own = account("Anna", "Eriksson")
        #expect(decide(own, [own]).decision == .review)
        #expect(decide(own, [own]) { $0.uniqueness.onTie = .reject }.decision == .reject)
        let wrong = account("Anna", "Eriksson", born: nil)
        #expect(decide(wrong, [own]).decision == .reject)
        let review = decide(wrong, [own]) { $0.uniqueness.onBetter = .review }
        #expect(review.decision == .review && review.codes.contains("uniqueness.betterMatchElsewhere"))
    }

    @Test("whoever comes within the margin fits as well, where weights are known")
    func margin() {
        let printed = document("KRISTINA", "ERIKSSON")
        func decide(_ rival: DirectoryClaims, weighed: Bool, margin: Double) -> MatchResult {
            var policy = MatchPolicy.standard
            policy.uniqueness.marginBits = margin
            let own = account("Kristina", "Eriksson")
            return MatchSnapshot(
                document: printed, directory: own, rivals: [rival],
                frequencies: weighed ? frequencies([own, rival]) : nil
            ).match(under: policy, tables: tables)
        }
        // Another letter, the same day: a twin whose document this could be.
        let twin = account("Kristine", "Eriksson")
        #expect(decide(twin, weighed: false, margin: 30).decision == .approve)
        let close = decide(twin, weighed: true, margin: 30)
        #expect(close.decision == .review && close.codes.contains("uniqueness.sameNameColleague"))
        #expect(decide(twin, weighed: true, margin: 0).decision == .approve)
        // A name or a day that contradicts is nobody near, however wide the margin.
        #expect(decide(account("Karin", "Eriksson"), weighed: true, margin: 30).decision == .approve)
        let elder = account("Kristine", "Eriksson", born: "1951-02-07")
        #expect(decide(elder, weighed: true, margin: 30).decision == .approve)
    }

    @Test("a document number on file at somebody else's account makes them the better owner")
    func betterByWeight() {
        var printed = holder
        printed.documentNumber = "A01234567"
        var other = account("Anna Maria", "Eriksson")
        other.documentNumbers = ["A01234567"]
        let own = account("Anna", "Eriksson")
        let result = MatchSnapshot(
            document: printed, directory: own, rivals: [other], frequencies: frequencies([own, other])
        ).match(under: .standard, tables: tables)
        #expect(result.decision == .reject && result.codes.contains("uniqueness.betterMatchElsewhere"))
    }

    @Test("without the search nobody stands against approval, and nobody is said to be clear")
    func off() {
        let own = account("Anna", "Eriksson")
        let result = decide(own, [own]) { $0.uniqueness.enabled = false }
        #expect(result.decision == .approve && !result.codes.contains { $0.hasPrefix("uniqueness.") })
        #expect(decide(account("Anna", "Svensson"), [own]) { $0.uniqueness.enabled = false }.decision == .review)
    }

    // MARK: Replay

    @Test("a stored match gives the same result again, and asks for no more counts than it needs")
    func replay() throws {
        var random = SeededGenerator(seed: 11)
        let given = ["Anna", "Anne", "Bob", "Robert", "Мария", "Jörg", "A", ""]
        let surnames = ["Eriksson", "Ericsson", "van der Meer", "García López", "Müller", ""]
        let dates = ["1984-11-23", "1984-11-22", "1984-01-01", nil]
        func person() -> DirectoryClaims {
            account(
                given.randomElement(using: &random), surnames.randomElement(using: &random),
                born: dates.randomElement(using: &random) ?? nil)
        }
        for _ in 0..<120 {
            let printed = document(
                (given.randomElement(using: &random) ?? "").uppercased(), surnames.randomElement(using: &random) ?? "",
                born: dates.randomElement(using: &random) ?? nil)
            let (own, rivals) = (person(), (0..<Int.random(in: 0...4, using: &random)).map { _ in person() })
            let all = Bool.random(using: &random) ? frequencies(rivals + [own]) : nil
            let snapshot = MatchSnapshot(document: printed, directory: own, rivals: rivals, frequencies: all)
            let stored = try JSONDecoder().decode(MatchSnapshot.self, from: JSONEncoder().encode(snapshot))
            let policy = MatchPreset.allCases.randomElement(using: &random)?.policy ?? .standard
            let matcher = ClaimsMatcher(policy: policy, tables: tables)
            let direct = matcher.match(
                document: matcher.prepare(printed), directory: matcher.prepare(own),
                uniqueness: matcher.uniqueness(
                    of: matcher.prepare(printed), claimed: matcher.prepare(own), others: rivals.map(matcher.prepare),
                    frequencies: all),
                frequencies: all)
            #expect(stored.match(under: policy, tables: tables) == direct)
            #expect(stored == snapshot)
        }
    }

    @Test("policies from before these rules still load, with the rules as they were")
    func old() throws {
        let encoded = try JSONEncoder().encode(MatchPolicy.standard)
        var json = try #require(JSONSerialization.jsonObject(with: encoded) as? [String: Any])
        for key in ["nicknames", "initials", "uniqueness", "onMissingDirectoryAttribute", "others", "bits"] {
            #expect(json.removeValue(forKey: key) != nil)
        }
        let old = try JSONSerialization.data(withJSONObject: json)
        #expect(try JSONDecoder().decode(MatchPolicy.self, from: old) == .standard)
    }
}

extension MatchPolicyTests {
    /// As released. Never change a line; add a preset of another name.
    static let released: [MatchPreset: String] = [
        .standard: """
        {"bits":{"approval":14,"review":-4},"dateOfBirth":{"minLevel":"E5","required":true},\
        "givenName":{"minLevel":"E3","required":true},"initials":"review","maxAliasNames":1,\
        "nicknames":true,"onMissingDirectoryAttribute":"review","others":{},"placeholderDates":["01-01",\
        "07-01","1900-01-01"],"surname":{"minLevel":"E3","required":true},"uniqueness":{"enabled":true,\
        "marginBits":10,"onBetter":"reject","onTie":"review"},"usesDisplayName":true}
        """,
        .exact: """
        {"bits":{"approval":14,"review":-4},"dateOfBirth":{"minLevel":"E5","required":true},\
        "givenName":{"minLevel":"E5","required":true},"initials":"review","maxAliasNames":0,\
        "nicknames":false,"onMissingDirectoryAttribute":"review","others":{},"placeholderDates":["01-01",\
        "07-01","1900-01-01"],"surname":{"minLevel":"E5","required":true},"uniqueness":{"enabled":true,\
        "marginBits":10,"onBetter":"reject","onTie":"review"},"usesDisplayName":false}
        """,
        .relaxed: """
        {"bits":{"approval":14,"review":-4},"dateOfBirth":{"minLevel":"E5","required":true},\
        "givenName":{"minLevel":"E4","required":true},"initials":"review","maxAliasNames":0,\
        "nicknames":false,"onMissingDirectoryAttribute":"review","others":{},"placeholderDates":["01-01",\
        "07-01","1900-01-01"],"surname":{"minLevel":"E4","required":true},"uniqueness":{"enabled":true,\
        "marginBits":10,"onBetter":"reject","onTie":"review"},"usesDisplayName":false}
        """,
        .duoLike: """
        {"bits":{"approval":14,"review":-4},"dateOfBirth":{"minLevel":"E5","required":true},\
        "givenName":{"minLevel":"E3","required":true},"initials":"review","maxAliasNames":1,\
        "nicknames":true,"onMissingDirectoryAttribute":"review","others":{},"placeholderDates":["01-01",\
        "07-01","1900-01-01"],"surname":{"minLevel":"E5","required":true},"uniqueness":{"enabled":true,\
        "marginBits":10,"onBetter":"reject","onTie":"review"},"usesDisplayName":false}
        """,
        .strict: """
        {"bits":{"approval":20,"review":-4},"dateOfBirth":{"minLevel":"E5","required":true},\
        "givenName":{"minLevel":"E4","required":true},"initials":"reject","maxAliasNames":0,\
        "nicknames":false,"onMissingDirectoryAttribute":"review",\
        "others":{"documentNumber":{"minLevel":"E5","required":false,"toleratesConflict":false},\
        "nationality":{"minLevel":"E5","required":false,"toleratesConflict":false}},\
        "placeholderDates":["01-01","07-01","1900-01-01"],"surname":{"minLevel":"E4","required":true},\
        "uniqueness":{"enabled":true,"marginBits":14,"onBetter":"reject","onTie":"review"},\
        "usesDisplayName":false}
        """,
    ]
}
