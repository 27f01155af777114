import Foundation

@testable import Proofing

/// The office of a server that offers Entra's external method, and the way of somebody whom Entra sent over.
struct SignInRig {
    let office: Office
    static let request = Data("what Entra asked".utf8)
    /// Faces by how far they are from `enrolled`: match up to 0.37, near up to 0.55.
    static let enrolled: [Float] = [0, 0]
    static let near: [Float] = [0.45, 0]
    static let other: [Float] = [0.9, 0]

    init(proveInside: Bool = false, _ change: (inout Policy) -> Void = { _ in }) throws {
        var policy = Sample.policy
        policy.externalMethod.proveInside = proveInside
        change(&policy)
        office = try Office(policy: policy)
    }

    var store: InMemoryStore { office.store }

    /// Ada proved who she is and agreed to the reference.
    func enrol() async throws {
        let started = try await office.desk.start(
            ProofingRequest(
                tenant: Sample.tenant, purpose: .enrolment, address: "ada@contoso.example", deviceName: "Firefox"))
        let access = ClaimantAccess(session: started.session, device: started.device)
        try await office.desk.consent(access, textDigest: "d1", enrolment: "e1")
        try await office.desk.captureHere(access)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        _ = try await office.showFace(access, values: Self.enrolled)
    }

    func request(person: PersonID = Sample.person, seconds: TimeInterval = 290) -> SignInRequest {
        SignInRequest(
            person: person, deadline: office.time.now + seconds, request: Self.request,
            correlation: "1b671a64-40d5-491e-99b0-da01ff1f3341", deviceName: "Edge on Windows")
    }

    func start(person: PersonID = Sample.person) async throws -> SignInStart {
        try await office.desk.startSignIn(request(person: person))
    }

    /// - Throws: `Missing` when Entra's person was turned away.
    func begin() async throws -> ClaimantAccess {
        guard case .started(let started) = try await start() else { throw Missing() }
        return ClaimantAccess(session: started.session, device: started.device)
    }

    /// Agrees to everything and shows the document; the face is next.
    func beginFullProof(document: DocumentScan = .document()) async throws -> ClaimantAccess {
        let access = try await begin()
        try await office.desk.consent(access, textDigest: "d1", enrolment: "e1")
        office.engine.show(document: document, as: Office.picture)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        return access
    }

    func stage(_ access: ClaimantAccess) async throws -> ClaimantView.Stage {
        try await office.desk.view(access).stage
    }

    struct Missing: Error {}
}

extension SignInOutcome {
    var name: String { String(describing: self).prefix { $0 != "(" }.description }
}

extension SignInStart {
    var obstacle: SignInObstacle? { if case .obstacle(let obstacle) = self { obstacle } else { nil } }
}
