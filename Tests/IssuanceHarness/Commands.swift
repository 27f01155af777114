import ArgumentParser
import Crypto
import Foundation
import Proofing

/// Step 1: the decision and the planned issuance become true together.
struct Prepare: AsyncParsableCommand {
    @OptionGroup var options: SiteOptions
    @OptionGroup var ending: InterruptionOptions

    func run() async throws {
        try await Site.run(options, ending.interruption, creating: true) { site in
            let proved = ApprovedCase(person: site.person, session: site.session, now: site.time.now)
            var session = try proved.decidingSession()
            guard let account = try await site.directory.liveAccount(site.person) else {
                throw ValidationError("no such person")
            }
            let decision = Evaluator(policy: ApprovedCase.policy, policyVersion: ApprovedCase.policyVersion)
                .decide(session, account: .live(account), isBudgetSpent: false, at: site.time.now)
            guard let issuance = site.issuer.plan(decision) else {
                throw ValidationError("not approved: \(decision.reasons.map(\.code))")
            }
            _ = session.receive(.decided(decision, caseID: nil), at: site.time.now, under: ApprovedCase.policy)
            try await site.ledger.commit(
                UnitOfWork(
                    tenant: site.person.tenant,
                    changes: [
                        .session(session, expecting: nil), .decision(try site.seal.seal(decision)),
                        .issuance(issuance, expecting: nil),
                    ],
                    audit: [
                        AuditEvent(.passPlanned, at: site.time.now, session: site.session, person: site.person)
                    ]))
        }
    }
}

/// Steps 2 to 7. Prints what came out, and of a code its digest only.
struct Issue: AsyncParsableCommand {
    @OptionGroup var options: SiteOptions
    @OptionGroup var ending: InterruptionOptions
    @Option(help: "Open file descriptor that the code is written to, as to the person's browser.") var codeTo: Int32

    private struct Shown: Encodable {
        var answer: String
        var seconds: Int?
        var codeSHA256: String?
        var error: String?
    }

    func run() async throws {
        let interruption = ending.interruption
        try await Site.run(options, interruption) { site in
            guard let sealed = try await site.database.sessions.decision(session: site.session) else {
                throw ValidationError("nothing was decided")
            }
            let decision = try site.seal.open(sealed)
            let answer: PassIssuer.Answer
            do {
                answer = try await site.issuer.issue(decision, under: ApprovedCase.policy)
            } catch {
                // The server answers "try again later" to all of these.
                return try show(Shown(answer: "error", error: String(describing: type(of: error))))
            }
            await interruption.reach(.answer, .before)
            try deliver(answer)
            await interruption.reach(.answer, .after)
        }
    }

    private func deliver(_ answer: PassIssuer.Answer) throws {
        switch answer {
        case .wait(let seconds): try show(Shown(answer: "wait", seconds: seconds))
        case .unavailable: try show(Shown(answer: "unavailable"))
        case .pass(let pass, _):
            let code = Data(pass.code.reveal().utf8)
            FileHandle(fileDescriptor: codeTo).write(code)
            try show(Shown(answer: "pass", codeSHA256: SHA256.hash(data: code).hexadecimal))
        }
    }
}

/// "I have the code."
struct Acknowledge: AsyncParsableCommand {
    @OptionGroup var options: SiteOptions

    func run() async throws {
        try await Site.run(options, Interruption(abortAt: nil, holdAt: nil)) { site in
            guard var json = try await site.database.issuances.issuance(session: site.session).map(stored) else {
                throw ValidationError("no issuance")
            }
            // Only the claimant's desk may set the state; here it is set in the stored form.
            json["state"] = Issuance.State.acknowledged.rawValue
            let version = json["version"] as? Int ?? 0
            json["version"] = version + 1
            let data = try JSONSerialization.data(withJSONObject: json)
            let acknowledged = try JSONDecoder().decode(Issuance.self, from: data)
            try await site.ledger.commit(
                UnitOfWork(tenant: site.person.tenant, changes: [.issuance(acknowledged, expecting: version)]))
        }
    }

    private func stored(_ issuance: Issuance) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: JSONEncoder().encode(issuance)) as? [String: Any] ?? [:]
    }
}

/// One round of the reconciler.
struct Reconcile: AsyncParsableCommand {
    @OptionGroup var options: SiteOptions
    @OptionGroup var ending: InterruptionOptions

    func run() async throws {
        try await Site.run(options, ending.interruption) { site in
            try show(["settled": try await site.reconciler.reconcile()])
        }
    }
}

/// The issuance and the audit as they stand in the database.
struct State: AsyncParsableCommand {
    @OptionGroup var options: SiteOptions

    private struct Shown: Encodable {
        struct Event: Encodable {
            let kind: String
            let at: Double
            let details: [String: String]
        }
        let state: String?
        let attempt: Int?
        let pass: String?
        let isChainIntact: Bool
        let events: [Event]
    }

    func run() async throws {
        try await Site.run(options, Interruption(abortAt: nil, holdAt: nil)) { site in
            let issuance = try await site.database.issuances.issuance(session: site.session)
            let report = try await site.database.audit.verifyChain(tenant: site.person.tenant)
            let events = try await site.database.audit.events(session: site.session)
            try show(
                Shown(
                    state: issuance?.state.rawValue, attempt: issuance?.attempt, pass: issuance?.pass?.rawValue,
                    isChainIntact: report.isIntact,
                    events: events.map {
                        .init(kind: $0.kind.rawValue, at: $0.at.timeIntervalSince1970, details: $0.details)
                    }))
        }
    }
}

private func show(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
}
