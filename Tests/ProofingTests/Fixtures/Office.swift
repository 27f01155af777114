import Crypto
import Foundation

@testable import Proofing

/// Both desks over fakes, and the way of a claimant through them.
struct Office {
    let time = ManualTime()
    let random = SeededRandom()
    let store: InMemoryStore
    let vault = FakeVault()
    let people = FakePeople()
    /// Stands in the place of `people` where there is one.
    let company: Company?
    let engine = FakeEngine()
    let directory: FakeDirectory
    let active: ActivePolicies
    let signals = SessionSignals()
    let desk: ClaimantDesk
    let reviews: ReviewDesk

    static let marks = DocumentMarks(key: SymmetricKey(data: Data(repeating: 9, count: 32)))
    static let picture = Data("passport.jpeg".utf8)

    /// - Parameters:
    ///   - keepsFaces: whether the server offers Entra's external method.
    ///   - company: who else is in the directory; nil: the one person of `Sample`.
    init(
        policy: Policy = Sample.policy, store: InMemoryStore = InMemoryStore(), keepsFaces: Bool = true,
        company: Company? = nil
    ) throws {
        self.store = store
        self.company = company
        let copy: any DirectoryStore = company ?? people
        directory = FakeDirectory(time: time)
        active = ActivePolicies(try PolicySet([policy], digest: Data("test".utf8)))
        let ports = ProofingPorts(
            ledger: store, sessions: store, issuances: store, leases: store, reviews: store, auditLog: store,
            vault: vault, references: store, people: copy, directory: directory, documents: engine, faces: engine,
            time: time,
            random: random, records: store)
        let colleagues = ColleagueSearch(tenant: Sample.tenant, people: copy)
        desk = ClaimantDesk(
            ports: ports, policies: active, seal: Sample.seal, signals: signals, colleagues: colleagues,
            marks: Self.marks,
            enrolment: keepsFaces
                ? EnrolmentTerms(
                    withdrawalLink: { "https://id.example/withdraw#\($0.value.reveal())" },
                    enrolAddress: "https://id.example/enrol") : nil)
        reviews = ReviewDesk(
            tenant: Sample.tenant, ports: ports, policies: active, seal: Sample.seal, signals: signals,
            colleagues: colleagues, marks: Self.marks, returnLink: { "https://id.example/r/\($0.value.reveal())" })
        engine.show(document: .document(), as: Self.picture)
    }

    func start(_ address: String = "ada@contoso.example") async throws -> ClaimantAccess {
        let started = try await desk.start(
            ProofingRequest(
                tenant: Sample.tenant, purpose: .passwordReset, address: address, deviceName: "Chrome on Windows"))
        return ClaimantAccess(session: started.session, device: started.device)
    }

    /// Consent given, this browser captures, the document is next.
    func startCapturing(_ address: String = "ada@contoso.example") async throws -> ClaimantAccess {
        let access = try await start(address)
        try await desk.consent(access, textDigest: "d1")
        try await desk.captureHere(access)
        return access
    }

    func stored(_ access: ClaimantAccess) async -> ProofingSession? { await store.session(access.session) }

    /// Does what each step asks for, with a face at `values`. - Returns: the last answer.
    func showFace(_ access: ClaimantAccess, values: [Float] = [0, 0]) async throws -> ChallengeAnswer {
        var answer = try await desk.beginChallenge(access)
        var number = 0
        while case .step(let pose, _, _, _) = answer, number < 40 {
            time.advance(0.5)
            number += 1
            let frame = Data("frame \(number) \(values) \(time.now)".utf8)
            engine.show(face: .face(turn: pose.turn, values: values), as: frame)
            answer = try await desk.submitFrame(access, frame: frame)
        }
        return answer
    }

    /// As if so many attempts for Ada had failed just now.
    func fail(_ times: Int, as budget: FailureBudget) async throws {
        let failure = UnitOfWork.Change.attempt(key: budget.key(Sample.person), at: time.now)
        try await store.commit(
            UnitOfWork(tenant: Sample.tenant, changes: Array(repeating: failure, count: times), audit: []))
    }

    /// From the address to the decision.
    func prove(_ address: String = "ada@contoso.example") async throws -> ClaimantAccess {
        let access = try await startCapturing(address)
        _ = try await desk.submitDocument(access, picture: Self.picture)
        _ = try await showFace(access)
        return access
    }
}

extension Pose {
    /// A clear answer to this step.
    var turn: Double {
        switch self {
        case .ahead: 0.5
        case .left: 0.62
        case .right: 0.38
        }
    }
}
