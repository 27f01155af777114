import Foundation
import Synchronization

@testable import Proofing

/// Time that only the test moves.
final class TestTime: TimeSource {
    private let moment: Mutex<Date>
    init(_ start: Date = Date(timeIntervalSince1970: 1_800_000_000)) { moment = Mutex(start) }
    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
}

enum Fixture {
    static let tenant = tenant(1)
    static let otherTenant = tenant(2)
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    // A GUID by construction.
    static func tenant(_ number: Int) -> TenantID { TenantID(rawValue: guid(number, block: 0xaaaa))! }
    // A GUID by construction.
    static func object(_ number: Int) -> ObjectID { ObjectID(rawValue: guid(number, block: 0xbbbb))! }

    static func person(_ number: Int, of tenant: TenantID = tenant) -> PersonID {
        PersonID(tenant: tenant, object: object(number))
    }

    private static func guid(_ number: Int, block: Int) -> String {
        String(format: "%08x-%04x-4000-8000-%012x", number, block, number)
    }

    static func session(
        _ id: SessionID = .random(SystemRandom()), of tenant: TenantID = tenant, surname: String = "Okonkwo",
        phase: ProofingSession.Phase = .consent, expiresIn seconds: Double = 3_600, version: Int = 1
    ) -> ProofingSession {
        var findings = Findings()
        findings.document = DocumentFinding(
            fields: nil, printedLines: ["P<UTO\(surname)"], repairedLines: [], contradictions: [], repairedFields: 0,
            readingScore: -0.1234567, isReadingAccepted: true, portraitWidth: 120, sharpness: 88, glare: 0.01)
        return ProofingSession(
            id: id, tenant: tenant, purpose: .passwordReset, subject: .person(person(1, of: tenant)),
            policyName: "staff",
            policyVersion: "1", createdAt: start, reference: "4F7-29K", expiresAt: start.addingTimeInterval(seconds),
            phase: phase, consent: nil,
            startDevice: .init(
                capability: digest("start \(id)"), name: "Chrome on Windows", since: start.addingTimeInterval(0.1234)),
            capturingDevice: nil, handover: nil, documentPictures: 0, faceChallenges: 0, findings: findings,
            caseID: nil,
            askedForHelp: false, isReturning: false, passShownAt: nil,
            version: version)
    }

    static func issuance(
        session: SessionID, person: PersonID = person(1), state: Issuance.State = .planned, deadline: Date? = nil,
        issuedAt: Date? = nil, fence: Int = 0, version: Int = 1
    ) -> Issuance {
        Issuance(
            id: .random(SystemRandom()), session: session, person: person, plannedAt: start, state: state, attempt: 0,
            postedAt: nil, deadline: deadline, pass: nil, issuedAt: issuedAt, fence: fence, version: version)
    }

    static func reviewCase(
        session: SessionID, subject: PersonID = person(1), openedAt: Date = start, state: ReviewCase.State = .open,
        note: String? = nil
    ) -> ReviewCase {
        ReviewCase(
            id: .random(SystemRandom()), session: session, subject: subject, reference: "4F7-29K", openedAt: openedAt,
            reasons: [DecisionReason(code: "surname.conflict", sentence: "The surname differs.")], isPrivileged: false,
            state: state, reviewer: nil, decidedAt: state == .open ? nil : openedAt, note: note, version: 1)
    }

    static func message(
        _ id: MessageID = .random(SystemRandom()), createdAt: Date = start, link: String = "https://id.example/r/canary"
    ) -> OutboxMessage {
        OutboxMessage(
            id: id, tenant: tenant, template: .comeBack, person: person(1), createdAt: createdAt, values: ["link": link]
        )
    }

    static func event(_ kind: AuditEvent.Kind = .sessionStarted, session: SessionID? = nil, number: Int = 0)
        -> AuditEvent
    {
        AuditEvent(kind, at: start.addingTimeInterval(Double(number)), session: session, details: ["n": "\(number)"])
    }

    static func digest(_ text: String) -> CapabilityDigest { CapabilityDigest(rawValue: "digest of \(text)") }

    static func directoryPerson(
        _ number: Int, upn: String? = nil, mail: String? = nil, givenName: String? = nil, surname: String? = nil
    ) -> DirectoryPerson {
        DirectoryPerson(
            id: person(number), userPrincipalName: upn ?? "person\(number)@example.com", mail: mail,
            displayName: "Person \(number)", givenName: givenName, surname: surname, accountEnabled: true)
    }
}

extension UnitOfWork {
    init(_ changes: Change..., audit: [AuditEvent] = []) {
        self.init(tenant: Fixture.tenant, changes: changes, audit: audit)
    }
}
