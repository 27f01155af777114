import Foundation
import Testing

@testable import OpenIDProvider

struct HostileRequestTests {
    @Test(arguments: Attack.all)
    func `a hostile request is refused with its code, and leaves the honest one usable`(_ attack: Attack) async {
        let time = ManualTime(Forge.now + attack.delay)
        let endpoint = AuthorizationEndpoint.fresh(time: time)
        let refusal = await endpoint.refusal(of: attack.sent)
        #expect(refusal?.code == attack.code, "\(refusal?.detail ?? "accepted")")
        time.set(Forge.now)
        #expect(await endpoint.refusal(of: Forge().body) == nil)
    }

    @Test(arguments: Attack.all)
    func `an answer to a hostile request goes to Microsoft or nowhere`(_ attack: Attack) async {
        let endpoint = AuthorizationEndpoint.fresh(time: ManualTime(Forge.now + attack.delay))
        let refusal = await endpoint.refusal(of: attack.sent)
        guard let answer = refusal?.answer else {
            #expect(
                [.formTooLong, .formMalformed, .parameterRepeated, .clientUnknown, .redirectNotAllowed].contains(
                    attack.code))
            return
        }
        #expect(answer.action == "https://login.microsoftonline.com/common/federation/externalauthprovider")
        #expect(answer["id_token"] == nil)
        #expect(answer["error"]?.isEmpty == false)
        #expect(answer["state"] == (attack.code == .stateMalformed ? nil : attack.forge["state"]))
        #expect(answer.fields.count <= 2)
    }

    @Test(arguments: Attack.all)
    func `what is kept about a refusal stays on one short line`(_ attack: Attack) async throws {
        let endpoint = AuthorizationEndpoint.fresh(time: ManualTime(Forge.now + attack.delay))
        let refusal = try #require(await endpoint.refusal(of: attack.sent))
        let detail = refusal.detail ?? ""
        #expect(detail.unicodeScalars.allSatisfy { (0x20...0x7e).contains($0.value) || $0 == "…" })
        #expect(detail.count <= 200)
    }

    @Test
    func `there are at least 120 attacks, each under a name of its own, and they meet every code that a request can`() {
        #expect(Attack.all.count >= 120)
        #expect(
            Set(Attack.all.map { $0.name + $0.code.rawValue }).count >= Attack.all.count - 2,
            "HS256 is tried with three keys")
        let byState: Set<RefusalCode> = [.keysUnavailable, .hintReplayed, .replayStoreUnavailable]
        #expect(Set(Attack.all.map(\.code)).union(byState) == Set(RefusalCode.allCases))
    }

    @Test func `every code has a sentence of its own that ends in a full stop`() {
        let sentences = RefusalCode.allCases.map(\.sentence)
        #expect(Set(sentences).count == sentences.count)
        #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count > 30 })
        #expect(!sentences.contains("The request is not one that Microsoft sends; begin the sign-in again."))
    }
}

struct RefusalTableTests {
    @Test func `the documented table has every code, with its sentence and what Entra is told`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/external-method.md").standardizedFileURL
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter {
            $0.hasPrefix("| `") && $0.hasSuffix(" |")
        }
        let unanswered: Set<RefusalCode> = [
            .formTooLong, .formMalformed, .parameterRepeated, .clientUnknown, .redirectNotAllowed,
        ]
        let expected = RefusalCode.allCases.map {
            "| `\($0.rawValue)` | \($0.sentence) | \(unanswered.contains($0) ? "–" : "`\($0.error)`") |"
        }
        #expect(rows.map(String.init) == expected)
    }
}
