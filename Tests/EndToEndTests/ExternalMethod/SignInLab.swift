import AsyncHTTPClient
import EntraClient
import EntraSimulator
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import OpenIDProvider
import ServiceLifecycle
import Storage
import Synchronization

@testable import Proofing
@testable import WebServer
@testable import countersign

/// Entra's side and ours on real sockets and a real database, both living by one clock that only the test moves. The person is
/// left out: whoever Entra sends over counts as recognised, because keys are what these tests are about.
struct SignInLab: Sendable {
    static let start = Date(timeIntervalSince1970: 1_795_500_000)
    private static let method = "Countersign"
    private static let application = ObjectID(rawValue: "5f6c0b6e-3a52-4a4e-9d5c-0d7f6f1c2b3a")!  // a GUID as written

    let time: LabTime
    let provider: Provider
    let tenant: Tenant
    private let entra: Addresses
    private let client: HTTPClient

    /// Runs both sides for as long as `body` takes.
    static func run(_ body: @Sendable (SignInLab) async throws -> Void) async throws {
        let time = LabTime(start)
        let port = try await freePort()
        let simulator = try await EntraSimulator(
            configuration: configuration(provider: "http://127.0.0.1:\(port)"), logger: Logger(label: "simulator"),
            now: { time.now })
        try await simulator.whileRunning { entra in
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let transport = HTTPTransport()
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
            let outcome: Result<Void, any Error>
            do {
                let provider = try await provider(port, entra, folder, transport, time)
                let lab = SignInLab(
                    time: time, provider: provider, tenant: simulator.tenant, entra: entra, client: client)
                outcome = .success(try await lab.published(on: port) { try await body(lab) })
            } catch { outcome = .failure(error) }
            try await client.shutdown()
            try await transport.shutdown()
            try outcome.get()
        }
    }

    private static func configuration(provider address: String) -> SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        (configuration.port, configuration.managementPort) = (0, 0)
        configuration.acceptsLoopbackHTTP = true
        configuration.externalMethod = ExternalMethodPreset(
            displayName: method, appID: application.rawValue, clientID: "countersign",
            discoveryURL: "\(address)/.well-known/openid-configuration", replyURL: "\(address)/authorize")
        return configuration
    }

    private static func provider(
        _ port: Int, _ entra: Addresses, _ folder: URL, _ transport: HTTPTransport, _ time: LabTime
    ) async throws -> Provider {
        let path = folder.appending(path: "countersign.sqlite").path
        guard let rootKey = RootKey(bytes: SystemRandom().bytes(32)), let login = LoginHost(entra.base),
            let issuer = Issuer("http://127.0.0.1:\(port)"), let tenant = TenantID(rawValue: TenantName.contoso.id)
        else { throw Misplaced() }
        _ = try await Database.migrate(path: path, rootKey: rootKey)
        let database = try await Database.open(path: path, rootKey: rootKey, time: time)
        return Provider(
            Connection(
                tenant: tenant, application: application, clientID: "countersign", issuer: issuer, loginHost: login),
            database: database, rootKey: rootKey, transport: transport, time: time)
    }

    /// Serves discovery and keys where Entra looks for them.
    private func published(on port: Int, _ body: @Sendable () async throws -> Void) async throws {
        let router = Router(context: WebContext.self)
        try DocumentRoutes(provider.webDependencies).addRoutes(to: router)
        let (listening, says) = AsyncStream.makeStream(of: Void.self)
        var logger = Logger(label: "site")
        logger.logLevel = .critical
        let site = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in says.finish() }, logger: logger)
        let services = ServiceGroup(configuration: .init(services: [site], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // A server that could not listen must not be waited for.
                defer { says.finish() }
                try await services.run()
            }
            for await _ in listening {}
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            try outcome.get()
        }
    }

    /// A free port below those that the system gives out by itself: between looking and listening nobody takes it.
    private static func freePort() async throws -> Int {
        for _ in 0..<100 {
            let port =
                20_000
                + nextPort.withLock { next in
                    next = (next + 1) % 10_000
                    return next
                }
            guard
                let channel = try? await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .bind(host: "127.0.0.1", port: port).get()
            else { continue }
            try await channel.close()
            return port
        }
        throw Misplaced(what: "no free port")
    }

    private static let nextPort = Mutex(Int.random(in: 0..<10_000))

    // MARK: A sign-in

    /// From Entra's page to us and back.
    ///
    /// - Returns: 0 for signed in, otherwise the number of Entra's error page.
    func signIn(as person: String = "linh.nguyen@contoso.example") async throws -> Int {
        try await deliver(await answer(to: person).get())
    }

    /// What we say to the request that Entra sends about this person: an approval, or why it is refused.
    func answer(to person: String = "linh.nguyen@contoso.example") async throws -> Result<FormAnswer, Refusal> {
        let request = try await challenge(person)
        let asked: AuthorizationRequest
        do throws(Refusal) {
            asked = try await provider.endpoint.receive(Data(Self.form(request.fields).utf8))
        } catch { return .failure(error) }
        return .success(try await provider.answers.approve(asked, on: approval(of: asked.person)))
    }

    /// Brings a form to Entra, as the browser does.
    ///
    /// - Returns: as ``signIn(as:)``.
    func deliver(_ answer: FormAnswer) async throws -> Int {
        let reply = try await post(answer.action, Self.form(answer.fields.map { [$0.name, $0.value] }))
        if reply.status == .seeOther { return 0 }
        let page = String(buffer: try await reply.body.collect(upTo: 1 << 20))
        guard let code = page.firstMatch(of: /AADSTS(\d+)/).flatMap({ Int($0.1) }) else { throw Misplaced(what: page) }
        return code
    }

    private func challenge(_ person: String) async throws -> (action: String, fields: [[String]]) {
        // Nothing in a hint but its second tells two sign-ins of one person apart.
        time.advance(1)
        var request = HTTPClientRequest(url: "\(entra.management)/external-methods/\(Self.method)/challenges")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: #"{"user": "\#(person)"}"#))
        let reply = try await client.execute(request, timeout: .seconds(30))
        let body = Data(buffer: try await reply.body.collect(upTo: 1 << 20))
        guard reply.status == .created else { throw Misplaced(what: String(decoding: body, as: UTF8.self)) }
        let begun = try JSONDecoder().decode(Begun.self, from: body)
        return (begun.action, begun.fields.map { [$0.name, $0.value] })
    }

    private struct Begun: Decodable {
        struct Field: Decodable {
            let name: String
            let value: String
        }
        let action: String
        let fields: [Field]
    }

    private func post(_ address: String, _ form: String) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        request.body = .bytes(ByteBuffer(string: form))
        return try await client.execute(request, timeout: .seconds(30))
    }

    private static func form(_ fields: [[String]]) -> String {
        fields.map { field in
            field.map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }.joined(separator: "=")
        }.joined(separator: "&")
    }

    private func approval(of person: PersonID) -> Decision {
        Decision(
            verdict: .approved, reasons: [], session: .random(SystemRandom()), subject: person, policyName: "lab",
            policyVersion: "1", matcherVersion: "1", decidedAt: time.now, reviewer: nil)
    }

    /// Something that is no matter of the test went wrong.
    struct Misplaced: Error {
        var what = ""
    }
}

final class LabTime: TimeSource {
    private let moment: Mutex<Date>
    init(_ now: Date) { moment = Mutex(now) }
    var now: Date { moment.withLock { $0 } }
    func pause(seconds: Double) { advance(seconds) }
    func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
    func advance(hours: Double) { advance(hours * 3600) }
}
