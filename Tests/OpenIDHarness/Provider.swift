import Foundation
import OpenIDProvider
import Proofing

/// All parts of the provider put together as the server does it, with what it keeps in memory.
actor Provider {
    private let connection: Connection
    private let endpoint: AuthorizationEndpoint
    private let keys: SigningKeys
    private let issuer: AnswerIssuer
    private let maker: KeyMaker
    private let time: MovedTime
    private var request: AuthorizationRequest?

    init(_ order: Order) async throws {
        guard let text = order.connection, let keySet = order.keySet, let seconds = order.seconds else {
            throw OutOfOrder(what: order.what)
        }
        connection = try ConnectionFile.connection(from: Data(text.utf8))
        time = MovedTime(Date(timeIntervalSince1970: seconds))
        let sealing = ProcessSeal()
        keys = SigningKeys(issuer: connection.issuer, store: RingInMemory(), sealing: sealing, time: time)
        maker = KeyMaker(sealing: sealing)
        issuer = AnswerIssuer(connection: connection, keys: keys, time: time, random: SystemRandom())
        endpoint = AuthorizationEndpoint(
            connection: connection,
            keys: TenantKeys(connection: connection, source: GivenKeys(data: Data(keySet.utf8)), time: time),
            seen: HintsInMemory(), time: time)
        _ = try await keys.receive(.made(await maker.make(for: connection.issuer, at: time.now)))
    }

    /// One JSON object, without line ends.
    func obey(_ order: Order) async throws -> Data {
        try JSONSerialization.data(withJSONObject: try await answer(order), options: [.sortedKeys])
    }

    private func answer(_ order: Order) async throws -> [String: Any] {
        switch order.what {
        case .open: return ["opened": connection.issuer.address]
        case .discovery:
            return ["body": String(decoding: try DiscoveryDocument(connection.issuer).body(), as: UTF8.self)]
        case .keys: return ["body": String(decoding: try await keys.published() ?? Data(), as: UTF8.self)]
        case .receive: return await receive(Data((order.body ?? "").utf8))
        case .approve:
            guard let request else { throw OutOfOrder(what: order.what) }
            return shown(try await issuer.approve(request, on: ApprovedDecision.about(request.person, at: time.now)))
        case .decline:
            guard let request else { throw OutOfOrder(what: order.what) }
            return shown(issuer.decline(request, because: .notRecognised))
        case .makeKey: return try await change(.made(await maker.make(for: connection.issuer, at: time.now)))
        case .promoteKey: return try await change(.promoted)
        case .replaceKeyAtOnce: return try await change(.emergency(replacement: nil))
        case .advance:
            time.advance(order.seconds ?? 0)
            return ["now": time.now.timeIntervalSince1970]
        }
    }

    private func receive(_ body: Data) async -> [String: Any] {
        do throws(Refusal) {
            let taken = try await endpoint.receive(body)
            request = taken
            return ["accepted": taken.person.description, "acr": taken.context.rawValue]
        } catch {
            return ["refused": error.code.rawValue, "answer": error.answer.map(shown) ?? [:]]
        }
    }

    private func change(_ event: KeyEvent) async throws -> [String: Any] {
        ["action": String(describing: try await keys.receive(event)), "alarms": try await keys.alarms().count]
    }

    private func shown(_ answer: FormAnswer) -> [String: Any] {
        ["action": answer.action, "fields": answer.fields.map { [$0.name, $0.value] }]
    }
}
