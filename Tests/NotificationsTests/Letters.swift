import Foundation
import Logging
import Proofing
import Synchronization

@testable import Notifications

enum Letters {
    // A GUID.
    static let tenant = TenantID(rawValue: "00000001-aaaa-4000-8000-000000000001")!
    // A GUID.
    static let person = PersonID(tenant: tenant, object: ObjectID(rawValue: "00000001-bbbb-4000-8000-000000000001")!)
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    static func message(
        _ template: OutboxMessage.Template = .passShown, values: [String: String] = ["reference": "4F7-29K"]
    ) -> OutboxMessage {
        OutboxMessage(
            id: .random(SystemRandom()), tenant: tenant, template: template, person: person, createdAt: start,
            values: values)
    }

    static func directoryPerson(mail: String? = "ana@work.example", otherMails: [String] = ["ana@home.example"])
        -> DirectoryPerson
    {
        DirectoryPerson(
            id: person, userPrincipalName: "ana@work.example", mail: mail, otherMails: otherMails, accountEnabled: true)
    }
}

final class MovedTime: TimeSource {
    private let moment = Mutex(Letters.start)
    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
}

/// An outbox in memory that remembers what was said about its messages.
final class TestOutbox: Outbox {
    private struct State {
        var waiting: [(message: OutboxMessage, due: Date)] = []
        var ended: [MessageID: String] = [:]
        var retries: [Date] = []
    }
    private let state = Mutex(State())
    private let endings: AsyncStream<MessageID>.Continuation
    let ended: AsyncStream<MessageID>

    init(_ messages: OutboxMessage...) {
        (ended, endings) = AsyncStream.makeStream()
        for message in messages { add(message) }
    }

    func add(_ message: OutboxMessage) { state.withLock { $0.waiting.append((message, message.createdAt)) } }
    func outcome(_ id: MessageID) -> String? { state.withLock { $0.ended[id] } }
    var retries: [Date] { state.withLock { $0.retries } }

    func take(at moment: Date, limit: Int, leaseSeconds: Double) async throws -> [OutboxMessage] {
        state.withLock { state in
            let due = state.waiting.indices.filter { state.waiting[$0].due <= moment }.prefix(limit)
            for index in due { state.waiting[index].due = moment + leaseSeconds }
            return due.map { state.waiting[$0].message }
        }
    }

    func delivered(_ id: MessageID, at moment: Date) async throws { end(id, "delivered") }

    func failed(_ id: MessageID, code: String, retryAt: Date?) async throws {
        guard let retryAt else { return end(id, code) }
        state.withLock { state in
            state.retries.append(retryAt)
            for index in state.waiting.indices where state.waiting[index].message.id == id {
                state.waiting[index].due = retryAt
            }
        }
    }

    private func end(_ id: MessageID, _ outcome: String) {
        state.withLock { state in
            state.waiting.removeAll { $0.message.id == id }
            state.ended[id] = outcome
        }
        endings.yield(id)
    }
}

struct TestDirectory: DirectoryStore {
    struct Unavailable: Error {}
    var known: DirectoryPerson?
    var isDown = false

    func person(_ id: PersonID) async throws -> DirectoryPerson? {
        if isDown { throw Unavailable() }
        return known?.id == id ? known : nil
    }
    func person(signInName: String, tenant: TenantID) async throws -> DirectoryPerson? { nil }
    func changes(tenant: TenantID, after mark: DirectoryMark, limit: Int) -> [DirectoryChange] { [] }
    func groups(of id: PersonID) async throws -> Set<ObjectID> { [] }
    func people(tenant: TenantID, after last: ObjectID?, limit: Int) -> [DirectoryPerson] { [] }
    func groups(tenant: TenantID) -> [DirectoryGroup] { [] }
    func memberships(tenant: TenantID) -> [DirectoryMembership] { [] }
    func count(tenant: TenantID) async throws -> DirectoryCounts { DirectoryCounts(people: 0, groups: 0) }
}

/// Answers by address, and remembers what was sent.
final class TestSender: MailSending {
    private let sent = Mutex<[Mail]>([])
    private let answers: Mutex<[String: MailError]>

    init(_ answers: [String: MailError] = [:]) { self.answers = Mutex(answers) }

    var mails: [Mail] { sent.withLock { $0 } }
    func answer(_ address: String, _ error: MailError?) { answers.withLock { $0[address] = error } }

    func send(_ mail: Mail) async throws(MailError) {
        if let error = answers.withLock({ $0[mail.recipients[0]] }) { throw error }
        sent.withLock { $0.append(mail) }
    }
}

/// Keeps every log line.
final class TestLog: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    func logger() -> Logger {
        Logger(label: "test") { _ in Handler(log: self) }
    }

    private struct Handler: LogHandler {
        let log: TestLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            log.kept.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
        }
    }
}
