import ClaimsMatching
import Foundation
import Testing

@testable import Proofing

struct PolicyTests {
    private func faults(_ change: (inout Policy) -> Void) -> [String] {
        var policy = Sample.policy
        change(&policy)
        return PolicyCheck.faults(in: [policy]).map(\.place)
    }

    @Test func `the standard policy has no faults`() throws {
        let set = try PolicySet([Sample.policy], digest: Data("a".utf8))
        #expect(set.policies == [Sample.policy])
        #expect(set.version.count == 16)
    }

    @Test func `another text is another version`() throws {
        let one = try PolicySet([Sample.policy], digest: Data("a".utf8))
        let other = try PolicySet([Sample.policy], digest: Data("b".utf8))
        #expect(one.version != other.version)
    }

    // MARK: Refusals

    @Test func `no policy at all is refused`() {
        #expect(throws: PolicyErrors.self) { try PolicySet([], digest: Data()) }
    }

    @Test func `all faults are told at once`() {
        let places = faults {
            $0.documents.kinds = []
            $0.purposes = []
            $0.face.matchDistance = 0.55
            $0.liveness.turns = 1
            $0.claims.dateOfBirth.required = false
        }
        #expect(
            places == [
                "default.face.matchDistance", "default.liveness.turns", "default.documents.kinds",
                "default.claims.dateOfBirth.required", "default.purposes",
            ])
    }

    @Test(arguments: [
        ("documents.expiredGraceDays", -1.0, 3651.0), ("face.matchDistance", 0.09, 0.51),
        ("face.reviewDistance", 0.36, 0.61), ("face.minimumPortraitWidth", 59, 2001),
        ("liveness.minimumTurnSpan", 0.129, 0.51), ("liveness.minimumTurn", 0.049, 0.26),
        ("liveness.maximumIdentityDrift", 0.09, 0.51), ("liveness.secondsPerStep", 1.9, 20.1),
        ("liveness.turns", 1, 6), ("outcome.passLifetimeMinutes", 9, 43_201), ("attempts.failuresPerDay", 0, 21),
        ("attempts.documentPictures", 0, 21), ("attempts.faceChallenges", 0, 6), ("retention.decidedHours", -1, 169),
        ("retention.reviewDays", 0, 31), ("externalMethod.referenceDays", 0, 1_096),
    ])
    func `a number outside its range is refused on either side`(_ place: String, _ low: Double, _ high: Double) throws {
        for value in [low, high] {
            let json = try Self.json { policy in
                let keys = place.split(separator: ".").map(String.init)
                var part = policy[keys[0]] as? [String: Any] ?? [:]
                part[keys[1]] = value
                policy[keys[0]] = part
            }
            let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: json) }
            #expect(errors.faults.map(\.place).contains("default.\(place)"))
            #expect(errors.faults.allSatisfy { !$0.found.isEmpty && !$0.allowed.isEmpty })
        }
    }

    @Test(arguments: [0.7, 1e300, .infinity, .nan])
    func `a number that makes no sense is a fault like any other`(_ distance: Double) {
        #expect(faults { $0.face.matchDistance = distance }.contains("default.face.matchDistance"))
        #expect(!faults { $0.face.reviewDistance = distance }.isEmpty)
    }

    @Test func `two policies of one name are refused`() {
        var other = Sample.policy
        other.priority = 5
        let errors = #expect(throws: PolicyErrors.self) { try PolicySet([Sample.policy, other], digest: Data()) }
        #expect(errors?.faults.map(\.place) == ["policies.name"])
    }

    @Test func `a policy without a name is refused`() {
        #expect(faults { $0.name = "" }.contains("policies.name"))
    }

    @Test func `a fault in the JSON is told with its place`() throws {
        let missing = try Self.json { $0["face"] = ["modelID": "dlib"] }
        let wrong = try Self.json { $0["priority"] = "first" }
        let unknown = try Self.json { $0["purposes"] = ["passwordReset", "lunch"] }
        for (json, place) in [
            (missing, "policies[0].face.matchDistance"), (wrong, "policies[0].priority"),
            (unknown, "policies[0].purposes[1]"),
        ] {
            let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: json) }
            #expect(errors.faults.map(\.place).contains(place))
        }
    }

    @Test func `every misspelt, missing and mistyped key is told at once`() throws {
        let json = try Self.json {
            $0["face"] = [
                "modelID": "dlib", "matchDistance": "near", "reviewDistance": 0.5, "minimumPortraitWidht": 150,
            ]
            $0["priority"] = true
        }
        let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: json) }
        #expect(
            errors.faults.map(\.place) == [
                "policies[0].face.matchDistance", "policies[0].face.minimumPortraitWidht",
                "policies[0].face.minimumPortraitWidth", "policies[0].priority",
            ])
    }

    @Test(arguments: ["", "{", "[]", "null", "{\"policies\": 3}", "{}"])
    func `what is no policy file is refused`(_ text: String) {
        #expect(throws: PolicyErrors.self) { try PolicySet(json: Data(text.utf8)) }
    }

    @Test func `rules for claims nobody knows, and for names in the wrong place, are told with everything else`() throws
    {
        let rule: [String: Any] = ["required": true, "minLevel": "E5", "toleratesConflict": false]
        let json = try Self.json { policy in
            var claims = policy["claims"] as? [String: Any] ?? [:]
            claims["others"] = [
                "passportNumber": rule, "surname": rule, "phone": ["required": true, "minLvel": "E5"],
                "mail": rule,
            ]
            claims["uniqueness"] = ["enabled": "yes", "marginBits": 10, "onTie": "review", "onBetter": "reject"]
            policy["claims"] = claims
            policy["mode"] = nil
        }
        let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: json) }
        #expect(
            errors.faults.map(\.place) == [
                "policies[0].claims.others.passportNumber", "policies[0].claims.others.phone.minLevel",
                "policies[0].claims.others.phone.minLvel", "policies[0].claims.others.phone.toleratesConflict",
                "policies[0].claims.others.surname", "policies[0].claims.uniqueness.enabled", "policies[0].mode",
            ])
    }

    @Test(arguments: [
        ("onTie", "approve"), ("onBetter", "approve"), ("onBetter", "ignore"),
    ])
    func `nothing that speaks of another person can lead to approval`(_ key: String, _ value: String) throws {
        let json = try Self.json { policy in
            var claims = policy["claims"] as? [String: Any] ?? [:]
            var uniqueness = claims["uniqueness"] as? [String: Any] ?? [:]
            uniqueness[key] = value
            claims["uniqueness"] = uniqueness
            policy["claims"] = claims
        }
        #expect(throws: PolicyErrors.self) { try PolicySet(json: json) }
    }

    // MARK: Presets

    @Test func `a preset that is none is told beside every other fault`() throws {
        let json = try Self.json {
            $0["preset"] = "easy"
            $0["priorty"] = 1
        }
        let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: json) }
        #expect(errors.faults.map(\.place).contains("policies[0].preset"))
        #expect(errors.faults.map(\.place).contains("policies[0].priorty"))
    }

    @Test func `a preset with a misspelt change of it, or one below the floor, is refused`() throws {
        for claims in [["givenNam": ["minLevel": "E3"]], ["givenName": ["minLevel": "E1"]]] {
            let json = try Self.json {
                $0["preset"] = "strict"
                $0["claims"] = claims
            }
            #expect(throws: PolicyErrors.self) { try PolicySet(json: json) }
        }
        let off = try Self.json {
            $0["preset"] = "exact"
            $0["claims"] = ["dateOfBirth": ["required": false]]
        }
        let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: off) }
        #expect(errors.faults.map(\.place) == ["default.claims.dateOfBirth.required"])
    }

    @Test(arguments: MatchPreset.allCases)
    func `a preset alone says all about claims, and what is written beside it counts`(_ preset: MatchPreset) throws {
        let alone = try Self.json {
            $0["preset"] = preset.rawValue
            $0["claims"] = nil
        }
        #expect(try PolicySet(json: alone).policies[0].claims == preset.policy)
        #expect(try PolicySet(stored: alone).policies[0].claims == preset.policy)
        let changed = try Self.json {
            $0["preset"] = preset.rawValue
            $0["claims"] = ["uniqueness": ["onTie": "reject"], "givenName": ["minLevel": "E5"]]
        }
        var expected = preset.policy
        expected.uniqueness.onTie = .reject
        expected.givenName.minLevel = .identical
        #expect(try PolicySet(json: changed).policies[0].claims == expected)
    }

    @Test func `a policy is given over to a preset by name, and the others stay`() throws {
        var staff = Sample.policy
        staff.name = "staff"
        let encoded = try JSONEncoder().encode(["policies": [Sample.policy, staff]])
        let text = try #require(
            PolicyText.text(String(decoding: encoded, as: UTF8.self), ofPolicy: "staff", from: .strict))
        let set = try PolicySet(json: Data(text.utf8))
        #expect(set.policy(named: "staff")?.claims == MatchPreset.strict.policy)
        #expect(set.policy(named: "default") == Sample.policy)
        #expect(PolicyText.text(text, ofPolicy: "nobody", from: .strict) == nil)
        #expect(PolicyText.text("{", ofPolicy: "staff", from: .strict) == nil)
    }

    @Test func `a stored policy without the keys of a later release works as it did`() throws {
        let json = try Self.json {
            $0["mode"] = nil
            $0["approve"] = nil
        }
        #expect(try PolicySet(stored: json).policies == [Sample.policy])
        #expect(throws: PolicyErrors.self) { try PolicySet(json: json) }
    }

    @Test func `a stored minimum below the floor still loads, held to the floor, and is refused when written anew`()
        throws
    {
        let json = try Self.json { policy in
            var claims = policy["claims"] as? [String: Any] ?? [:]
            claims["others"] = ["phone": ["required": true, "minLevel": "E0", "toleratesConflict": true]]
            policy["claims"] = claims
        }
        #expect(try PolicySet(stored: json).policies[0].claims.other(.phone).minLevel == .weak)
        let errors = try #require(throws: PolicyErrors.self) { try PolicySet(json: json) }
        #expect(errors.faults.map(\.place) == ["default.claims.others.phone.minLevel"])
    }

    // MARK: Which one applies

    @Test func `the first by priority that covers the groups and the purpose applies`() throws {
        var staff = Sample.policy
        (staff.name, staff.priority, staff.groups) = ("staff", 10, [Sample.object(10)])
        var early = Sample.policy
        (early.name, early.priority, early.groups, early.purposes) = ("early", 1, [Sample.object(10)], [.mfaRecovery])
        let set = try PolicySet([Sample.policy, staff, early], digest: Data())
        #expect(set.policies.map(\.name) == ["early", "staff", "default"])
        #expect(set.policy(for: .passwordReset, groups: [Sample.object(10)])?.name == "staff")
        #expect(set.policy(for: .mfaRecovery, groups: [Sample.object(10)])?.name == "early")
        #expect(set.policy(for: .mfaRecovery, groups: [Sample.object(11)])?.name == "default")
        #expect(set.policy(for: .passwordReset, groups: [])?.name == "default")
        #expect(set.policyForNobody(.passwordReset)?.name == "default")
    }

    @Test func `nobody is covered by a policy of other groups or another purpose`() throws {
        var staff = Sample.policy
        (staff.groups, staff.purposes) = ([Sample.object(10)], [.passwordReset])
        let set = try PolicySet([staff], digest: Data())
        #expect(set.policy(for: .passwordReset, groups: []) == nil)
        #expect(set.policy(for: .mfaRecovery, groups: [Sample.object(10)]) == nil)
    }

    /// The standard policy as a file, changed.
    private static func json(_ change: (inout [String: Any]) -> Void) throws -> Data {
        let encoded = try JSONEncoder().encode(Sample.policy)
        var policy = try #require(JSONSerialization.jsonObject(with: encoded) as? [String: Any])
        change(&policy)
        return try JSONSerialization.data(withJSONObject: ["policies": [policy]])
    }
}
