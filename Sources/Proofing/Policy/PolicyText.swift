import ClaimsMatching
import Foundation

/// A policy file as JSON, before it is judged: with its presets written out, so that their keys are judged as others are.
package struct PolicyText {
    private var root: Any

    /// - Throws: `PolicyErrors` when it is no JSON.
    init(_ json: Data) throws(PolicyErrors) {
        guard let root = try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed) else {
            throw PolicyErrors([
                PolicyFault(place: "the file", found: "no JSON", allowed: "JSON: check brackets, quotes and commas")
            ])
        }
        self.root = root
    }

    var data: Data {
        get throws { try JSONSerialization.data(withJSONObject: root, options: [.fragmentsAllowed, .sortedKeys]) }
    }

    /// Puts the rules of the named preset under the claims as written. - Returns: names that are no presets.
    mutating func writeOutPresets() -> [PolicyFault] {
        var faults: [PolicyFault] = []
        change { number, policy in
            guard let name = policy["preset"] else { return }
            let preset = (name as? String).flatMap(MatchPreset.init(rawValue:))
            if preset == nil {
                faults.append(
                    PolicyFault(
                        place: "policies[\(number)].preset", found: "\(name)",
                        allowed: MatchPreset.allCases.map(\.rawValue).joined(separator: ", ")))
            }
            policy["preset"] = nil
            let claims = policy["claims"] ?? [String: Any]()
            // Where the name is wrong, only the name is: what it left out is no fault of its own.
            policy["claims"] =
                (try? Self.object((preset ?? .standard).policy)).map { Self.overlay(claims, on: $0) } ?? claims
        }
        return faults
    }

    /// Every misspelt, missing and mistyped key.
    func shapeFaults() throws -> [PolicyFault] {
        var example = Policy.standard(modelID: "")
        // Rules for other claims are free to be there, and known in full.
        for claim in Claim.allCases where !Claim.core.contains(claim) {
            example.claims.others[claim] = example.claims.other(claim)
        }
        let shape = try JSONShape(
            like: PolicyFile(policies: [example]), allKeysNeeded: true, optionalInside: ["others"])
        return try shape.faults(in: data).map(PolicyFault.init)
    }

    /// Keys that policies from before them do not have, as they worked until then.
    mutating func addLaterKeys() {
        change { _, policy in
            policy["mode"] = policy["mode"] ?? Policy.Mode.production.rawValue
            policy["approve"] = policy["approve"] ?? ["never": false]
            Self.liftMinimums(&policy)
        }
    }

    /// Minimums of other claims below the floor were once taken and held to the floor; now they are faults.
    private static func liftMinimums(_ policy: inout [String: Any]) {
        guard var claims = policy["claims"] as? [String: Any], let others = claims["others"] as? [String: Any] else {
            return
        }
        claims["others"] = others.mapValues { rule -> Any in
            guard var rule = rule as? [String: Any], let level = rule["minLevel"] as? String,
                let level = EvidenceLevel(rawValue: level), !level.reaches(.weak)
            else { return rule }
            rule["minLevel"] = EvidenceLevel.weak.rawValue
            return rule
        }
        policy["claims"] = claims
    }

    private mutating func change(_ body: (Int, inout [String: Any]) -> Void) {
        guard var file = root as? [String: Any], var policies = file["policies"] as? [Any] else { return }
        for number in policies.indices {
            guard var policy = policies[number] as? [String: Any] else { continue }
            body(number, &policy)
            policies[number] = policy
        }
        file["policies"] = policies
        root = file
    }

    private static func object(_ value: some Encodable) throws -> Any {
        try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value))
    }

    /// What is written counts; objects are taken key by key.
    private static func overlay(_ written: Any, on base: Any) -> Any {
        guard let written = written as? [String: Any], let base = base as? [String: Any] else { return written }
        return base.merging(written) { overlay($1, on: $0) }
    }
}

extension PolicyText {
    /// The file with one policy's claims given over to a preset: where an editor starts from.
    /// - Returns: nil where there is no such policy.
    package static func text(_ text: String, ofPolicy name: String, from preset: MatchPreset) -> String? {
        guard var file = try? PolicyText(Data(text.utf8)) else { return nil }
        var isFound = false
        file.change { _, policy in
            guard policy["name"] as? String == name else { return }
            isFound = true
            policy["claims"] = nil
            policy["preset"] = preset.rawValue
        }
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard isFound, let data = try? JSONSerialization.data(withJSONObject: file.root, options: options) else {
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }
}
