import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization

@testable import OpenIDProvider
@testable import Proofing
@testable import WebServer

/// A web that offers the external method, with a protocol's part that answers as it is told.
enum SignInFixture {
    static let cookie = "__Host-sign-in=\(Fixture.session.rawValue).\(Fixture.device.value.reveal())"
    static let state = #"a"><script>alert(1)</script>&'="#
    static let correlation = "1b671a64-40d5-491e-99b0-da01ff1f3341"

    // Literals in the form that each type asks for.
    static let connection = Connection(
        tenant: Fixture.tenant, application: Fixture.person.id.object, clientID: "countersign",
        issuer: Issuer(Fixture.origin)!)

    static let request = AuthorizationRequest(
        person: Fixture.person.id, subject: "subject", nonce: "nonce", state: state, context: .possessionOrInherence,
        factor: .face, receivedAt: Fixture.now, deadline: Fixture.now + 252, shownName: "<b>amira@contoso.com",
        correlation: correlation)

    static let decision = Decision(
        verdict: .approved, reasons: [], session: Fixture.session, subject: Fixture.person.id, policyName: "default",
        policyVersion: "1", matcherVersion: "1", decidedAt: Fixture.now, reviewer: nil)

    /// - Parameters:
    ///   - refusal: what the protocol's part says to every request; nil takes it.
    ///   - fault: why no token can be signed; nil signs.
    static func dependencies(
        _ claimants: FakeClaimants = FakeClaimants(), refusal: Refusal? = nil, fault: AnswerFault? = nil
    ) throws -> WebDependencies {
        var dependencies = try Fixture.dependencies(claimants)
        dependencies.signIn = SignInDependencies(
            redirectAddress: connection.redirectAddress,
            receive: { _ throws(Refusal) in
                if let refusal { throw refusal }
                return request
            },
            approve: { asked, _ throws(AnswerFault) in
                if let fault { throw fault }
                return .token("signed.token.here", state: asked.state, to: connection)
            },
            decline: { asked, reason in .refusal(reason.error, state: asked.state, to: connection) })
        return dependencies
    }

    static func view(
        _ stage: ClaimantView.Stage, way: ProofingSession.SignIn.Way = .selfie, isAwaited: Bool = true,
        purpose: Purpose = .externalAuthentication
    ) throws -> ClaimantView {
        var view = ClaimantView.sample(stage, isCapturing: stage != .consent)
        view.purpose = purpose
        view.signIn = SignInView(
            way: way, deadline: request.deadline, isAwaited: isAwaited, request: try KeptRequest.encode(request))
        if way == .fullProof { view.enrolment = EnrolmentOffer(isRequired: true, days: 365) }
        return view
    }

    /// As Microsoft's page sends it.
    static func authorize(_ client: any TestClientProtocol) async throws -> TestResponse {
        try await client.post(
            "/authorize", form: "client_id=x", cookie: nil, site: "cross-site",
            headers: [.origin: "https://login.microsoftonline.com", .userAgent: "Edg Windows"])
    }
}
