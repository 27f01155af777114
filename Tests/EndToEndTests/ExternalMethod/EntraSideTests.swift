import EntraSimulator
import Foundation
import Testing

@testable import OpenIDProvider
@testable import countersign

/// Requests as Entra may send them, right and wrong, from its side of the wire to the answer it gets (entra-contract H 7 to H 10).
struct EntraSideTests {
    /// Entra ended the sign-in: the external challenge is not satisfied.
    private static let notSatisfied = 50158

    private func code(_ fault: HintFault) -> RefusalCode {
        switch fault {
        // The tenant publishes no key of another tenant's: nothing of such a hint is looked at before that.
        case .wrongTenant, .foreignKey, .unknownKey: .hintKeyUnknown
        case .wrongAudience: .hintAudience
        case .badSignature: .hintSignature
        case .tenantMismatch: .hintTenant
        case .stale: .hintStale
        case .early: .hintFromFuture
        case .replay: .hintReplayed
        case .unsigned: .hintAlgorithm
        case .missingObjectID: .hintObjectMissing
        case .guest: .hintIssuer
        }
    }

    @Test func `every wrong hint is refused for what is wrong with it, and Entra ends that sign-in`() async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            #expect(try await lab.signIn() == 0)
            for fault in HintFault.allCases {
                try await lab.tenant.setFault(.nextHint, to: .string(fault.rawValue))
                switch try await lab.answer() {
                case .success: Issue.record("accepted: \(fault)")
                case .failure(let refusal):
                    #expect(refusal.code == code(fault), "\(fault)")
                    let answer = try #require(refusal.answer)
                    #expect(try await lab.deliver(answer) == Self.notSatisfied, "\(fault)")
                }
                // The fault was in the hint alone.
                #expect(try await lab.signIn() == 0, "after \(fault)")
            }
        }
    }

    @Test(arguments: ["knowledge", "possession", "inherence"])
    func `a face is no second factor after a face`(first: String) async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            try await lab.tenant.changeSettings { $0.secondFactor.firstFactor = try #require(.init(rawValue: first)) }
            switch (first, try await lab.answer()) {
            case ("inherence", .failure(let refusal)):
                #expect(refusal.code == .acrNotOffered)
                #expect(try await lab.deliver(try #require(refusal.answer)) == Self.notSatisfied)
            case ("knowledge", .success(let answer)), ("possession", .success(let answer)):
                #expect(try await lab.deliver(answer) == 0)
            case (_, let other): Issue.record("\(first): \(other)")
            }
        }
    }

    @Test func `what is asked for is echoed, and what a face cannot be is declined`() async throws {
        let asked: [([String], [String]?, RefusalCode?)] = [
            (["knowledge", "inherence"], nil, nil), (["knowledgeorpossessionorinherence"], ["face", "fido"], nil),
            (["possession"], nil, .acrNotOffered), (["possessionorinherence"], ["fido", "otp"], .amrNotOffered),
            (["PossessionOrInherence"], nil, .acrNotOffered),
        ]
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            for (acr, amr, refused) in asked {
                await lab.tenant.changeSettings {
                    $0.secondFactor.acr = acr; $0.secondFactor.amr = amr
                }
                switch try await lab.answer() {
                case .success(let answer):
                    #expect(refused == nil, "\(acr)")
                    #expect(try await lab.deliver(answer) == 0, "\(acr)")
                case .failure(let refusal): #expect(refusal.code == refused, "\(acr)")
                }
            }
        }
    }

    @Test func `an answer after five minutes comes too late, and one answer is all a request gets`() async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            let late = try await lab.answer().get()
            lab.time.advance(301)
            #expect(try await lab.deliver(late) == 50089)
            let answer = try await lab.answer().get()
            #expect(try await lab.deliver(answer) == 0)
            #expect(try await lab.deliver(answer) == 165_000)
        }
    }
}
