import Foundation
import Testing

@testable import OpenIDProvider

struct ExplainerTests {
    private func explainer(at moment: Date = Forge.now, remembersHints: Bool = true) throws -> Explainer {
        try Explainer(
            connection: Forge.connection, keySet: TestKey.keySet, at: moment, remembersHints: remembersHints)
    }

    private func json(_ value: Any) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed), as: UTF8.self)
    }

    /// The parameters as a JSON object; a repeated one as an array.
    private func object(_ pairs: [(name: String, value: String)]) -> [String: Any] {
        Dictionary(grouping: pairs, by: \.name).mapValues { $0.count == 1 ? $0[0].value : $0.map(\.value) as Any }
    }

    @Test(arguments: Attack.all)
    func `a line meets the code that the server gives`(_ attack: Attack) async throws {
        let explainer = try explainer(at: Forge.now + attack.delay)
        if attack.body == nil {
            #expect(
                try await explainer.explain(json(["request": object(attack.forge.pairs)])).word == attack.code.rawValue)
        } else if let body = String(validating: attack.sent, as: UTF8.self) {
            #expect(try await explainer.explain(json(["body": body])).word == attack.code.rawValue)
        }
    }

    @Test(arguments: Control.all)
    func `a line with a good request is accepted`(_ control: Control) async throws {
        var forge = Forge()
        control.change(&forge)
        let explainer = try explainer(at: Forge.now + control.delay)
        let body = String(decoding: forge.body, as: UTF8.self)
        #expect(try await explainer.explain(json(["body": body, "_name": control.name])) == .accepted)
    }

    @Test func `a hint can stand alone, in five ways`() async throws {
        let explainer = try explainer(remembersHints: false)
        let token = Forge().token
        let objects = [["id_token_hint": token], ["hint": token], ["id_token_hint": token, "case": "a name"]]
        for line in try [token, json(token)] + objects.map(json) {
            #expect(await explainer.explain(line) == .accepted)
        }
    }

    @Test func `a hint that an earlier line used is refused, unless it shall not matter`() async throws {
        let remembering = try explainer()
        #expect(await remembering.explain(Forge().token).word == "accepted")
        #expect(await remembering.explain(Forge().token).word == "hintReplayed")
        let forgetful = try explainer(remembersHints: false)
        for _ in 0..<2 { #expect(await forgetful.explain(Forge().token) == .accepted) }
    }

    @Test func `a line may say when it arrived`() async throws {
        let explainer = try explainer(at: Forge.now + 86_400, remembersHints: false)
        #expect(await explainer.explain(Forge().token).word == "hintStale")
        #expect(
            try await explainer.explain(json(["id_token_hint": Forge().token, "at": Forge.second + 10])) == .accepted)
    }

    @Test(arguments: [
        "{}x", "{\"a\":1}", "{\"request\":1}", "{\"body\":[]}", "\"a", "{\"request\":{\"state\":{}}}", "{}",
        "{\"hint\":1}", "{\"id_token_hint\":1}",
        "{\"a\":\"1\",\"a\":\"2\"}",
    ])
    func `a line that is neither is called unreadable`(_ line: String) async throws {
        #expect(try await explainer().explain(line) == .unreadable)
    }

    @Test func `a request with nothing but a hint is a request when it is called one`() async throws {
        let line = try json(["request": ["id_token_hint": Forge().token]])
        #expect(try await explainer().explain(line).word == "clientUnknown")
    }

    @Test func `members that are no parameters, and parameters that are null, are passed over`() async throws {
        var request: [String: Any] = object(Forge().pairs)
        request["expected"] = ["accepted": true]
        request["state"] = NSNull()
        #expect(try await explainer().explain(json(request)) == .accepted)
    }

    @Test func `a verdict has a sentence that says what was found`() async throws {
        var forge = Forge()
        forge.claims["aud"] = #""somebody else""#
        let verdict = try await explainer().explain(forge.token)
        #expect(verdict.sentence?.contains("found 'somebody else', expected '\(Forge.application)'") == true)
        #expect(Explainer.Verdict.accepted.sentence == nil)
    }

    @Test func `a key set that is none is told before the first line`() {
        #expect(throws: Explainer.UnusableKeys.self) {
            try Explainer(connection: Forge.connection, keySet: Data("{}".utf8), at: Forge.now, remembersHints: true)
        }
    }
}
