import Crypto
import Foundation
import Hummingbird
import Logging
import OpenIDProvider
import Proofing
import Storage

/// Serves `POST /authorize`: hint judged, noted in a real database, answer signed, form written. Only the person is left out,
/// for whom one approval stands.
///
/// Writes the requests, one a line, to `requests` in the folder, and says `ready` when it listens.
func serve(folder: URL, port: Int, hints: Int) async throws {
    let entra = try EntraSide()
    try writeRequests(hints, of: entra, to: folder.appending(path: "requests"))
    let (endpoint, answers) = try await provider(folder, entra)
    let approval = try approval(until: Date() + 3600)
    let router = Router()
    router.post("/authorize") { request, _ in
        let body = try await request.body.collect(upTo: AuthorizationForm.limit + 1)
        do {
            let taken = try await endpoint.receive(Data(body.readableBytesView))
            return page(try await answers.approve(taken, on: approval))
        } catch let refusal as Refusal {
            return Response(
                status: .badRequest, body: .init(byteBuffer: ByteBuffer(string: "\(refusal.code.rawValue)\n")))
        }
    }
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    let application = Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
        onServerRunning: { _ in
            print("ready")
            fflush(nil)
        }, logger: logger)
    try await application.runService()
}

private func writeRequests(_ count: Int, of entra: EntraSide, to file: URL) throws {
    let now = Date()
    let lines = try (0..<count).map { try entra.body(number: $0, at: now) }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
}

private func provider(_ folder: URL, _ entra: EntraSide) async throws -> (AuthorizationEndpoint, AnswerIssuer) {
    let (time, connection) = (SystemTime(), EntraSide.connection)
    let path = folder.appending(path: "countersign.sqlite").path
    guard let rootKey = RootKey(bytes: SystemRandom().bytes(32)) else { exit(1) }
    _ = try await Database.migrate(path: path, rootKey: rootKey)
    let database = try await Database.open(path: path, rootKey: rootKey, time: time)
    let sealing = SigningKeySealing(rootKey)
    let keys = SigningKeys(
        issuer: connection.issuer, store: database.keyRings(of: connection.tenant), sealing: sealing, time: time)
    try await KeyUpkeep(keys: keys, time: time) {
        try await KeyMaker(sealing: sealing).make(for: connection.issuer, at: $0)
    }.run()
    let endpoint = AuthorizationEndpoint(
        connection: connection, keys: TenantKeys(connection: connection, source: entra, time: time),
        seen: database.seenHints(of: connection.tenant), time: time)
    return (endpoint, AnswerIssuer(connection: connection, keys: keys, time: time, random: SystemRandom()))
}

/// The form that a browser would post to Entra.
private func page(_ answer: FormAnswer) -> Response {
    let fields = answer.fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\(escaped($0.value))\">" }
    let text = "<!doctype html><form method=\"post\" action=\"\(escaped(answer.action))\">\(fields.joined())</form>"
    return Response(
        status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
}

private func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { special.contains($0) }) else { return text }
    return text.reduce(into: "") { escaped, character in
        switch character {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case "\"": escaped += "&quot;"
        default: escaped.append(character)
        }
    }
}

private let special = Array("&<\"".utf8)

/// Only a seal makes a decision readable, so this one is sealed first.
private func approval(until moment: Date) throws -> Decision {
    let key = SymmetricKey(size: .bits256)
    let session = SessionID.random(SystemRandom())
    let person = EntraSide.person
    let form: [String: Any] = [
        "verdict": "approved", "reasons": [String](), "session": session.rawValue,
        "subject": ["tenant": person.tenant.rawValue, "object": person.object.rawValue],
        "policyName": "benchmark", "policyVersion": "1", "matcherVersion": "1",
        "decidedAt": moment.timeIntervalSince1970 * 1000,
    ]
    let bytes = try JSONSerialization.data(withJSONObject: form)
    let code = Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    return try DecisionSeal(key: key).open(SealedDecision(session: session, bytes: bytes, code: code))
}
