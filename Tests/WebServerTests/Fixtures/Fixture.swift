import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization

@testable import Proofing
@testable import WebServer

/// A fixed moment, fixed secrets, and the whole web around fake desks.
enum Fixture {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)
    static let session = SessionID(unchecked: String(repeating: "a", count: 32))
    static let caseID = CaseID(unchecked: String(repeating: "c", count: 32))
    static let device = Capability.random(FixedRandom(byte: 0xd0))
    static let code = Capability.random(FixedRandom(byte: 0xc0))
    static let cookie = "__Host-countersign=\(session.rawValue).\(device.value.reveal())"
    static let consoleCookie = "__Host-console=\(device.value.reveal())"
    static let origin = "https://verify.contoso.com"

    // Literals in the form that each type asks for.
    static let tenant = TenantID(rawValue: "11111111-2222-3333-4444-555555555555")!
    static let reviewer = ReviewerSession(reviewer: ReviewerID(rawValue: "mira")!, account: nil, expiresAt: now + 3_600)
    static let person = DirectoryPerson(
        id: PersonID(tenant: tenant, object: ObjectID(rawValue: "11111111-2222-3333-4444-666666666666")!),
        userPrincipalName: "amira.haddad@contoso.com", displayName: "Amira Haddad", dateOfBirth: nil,
        accountEnabled: true)

    static func alias(_ name: String) -> NameAlias {
        NameAlias(
            id: AliasID(unchecked: String(repeating: "f", count: 32)), person: person.id,
            name: ConfirmedName(part: .surname, text: name), document: nil, reviewer: reviewer.reviewer,
            keptAt: now - 7_200)
    }

    static func presentation() throws -> TenantPresentation {
        try TenantPresentation(
            tenant: tenant, name: "Contoso", slug: "contoso", accent: .standard,
            helpDesk: .init(telephone: "+44 20 7946 0000", mail: "help@contoso.com"),
            signInAddress: URL(string: "https://login.example/")!,
            securityInfoAddress: URL(string: "https://info.example/")!)
    }

    static func dependencies(
        _ claimants: FakeClaimants = FakeClaimants(), _ reviews: FakeReviews = FakeReviews(),
        _ policies: FakePolicies? = nil, trial: FakeTrial = FakeTrial(),
        time: any TimeSource = FixedTime(),
        origin: String = origin, _ change: (inout WebLimits) -> Void = { _ in }
    ) throws -> WebDependencies {
        var limits = WebLimits()
        change(&limits)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return WebDependencies(
            claimants: claimants, reviews: reviews, policies: try policies ?? FakePolicies(), trial: trial,
            readiness: FakeReadiness(),
            tenant: try presentation(),
            address: PublicAddress(origin)!,
            limits: limits,
            time: time, random: FixedRandom(byte: 7), logger: logger)
    }

    /// Runs `body` against the router of `dependencies`.
    static func web<Result: Sendable>(
        _ dependencies: WebDependencies, _ body: @Sendable (any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        try await Application(router: try buildWebRouter(dependencies), logger: dependencies.logger).test(.router, body)
    }
}

struct FixedTime: TimeSource {
    let now = Fixture.now
}

final class MovedTime: TimeSource {
    private let moment = Mutex(Fixture.now)
    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
}

struct FixedRandom: RandomSource {
    let byte: UInt8
    func bytes(_ count: Int) -> [UInt8] { Array(repeating: byte, count: count) }
}

extension TestClientProtocol {
    func get(_ path: String, cookie: String? = nil, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = cookie
        return try await execute(uri: path, method: .get, headers: headers)
    }

    /// A form sent by one of our own pages, unless `site` says otherwise.
    func post(
        _ path: String, form: String = "", cookie: String? = Fixture.cookie, site: String? = "same-origin",
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = cookie
        headers[.secFetchSite] = site
        return try await execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: form))
    }

    func postJSON(_ path: String, _ json: String = "{}", cookie: String? = Fixture.cookie) async throws -> TestResponse
    {
        try await post(path, form: json, cookie: cookie, headers: [.accept: "application/json"])
    }

    func postPicture(_ path: String, _ bytes: [UInt8], type: String = "image/jpeg") async throws -> TestResponse {
        try await execute(
            uri: path, method: .post,
            headers: [
                .cookie: Fixture.cookie, .secFetchSite: "same-origin", .accept: "application/json", .contentType: type,
            ], body: ByteBuffer(bytes: bytes))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}
