import ClaimsMatching
import Foundation
import IdentityDocuments

@testable import Proofing

extension CaseFile {
    /// - Parameter name: stands in every place where text from a document, the directory or a reviewer is shown.
    static func sample(
        name: String = "Haddad", state: ReviewCase.State = .open, isPrivileged: Bool = false, hasFace: Bool = true
    ) -> CaseFile {
        var findings = Findings()
        findings.document = document(name)
        findings.liveness = LivenessFinding(
            isComplete: true, turnSpan: 0.31, smallestTurn: 0.12, identityDrift: 0.2, steps: 5)
        findings.face = FaceComparison(
            distance: 0.35, modelID: "dlib", portraitWidth: 160, usedDescreenedPortrait: false)
        findings.claims = ClaimsMatcher(policy: .standard).match(
            document: DocumentClaims(
                givenNames: "Amira Leila", surname: "\(name) Benali", dateOfBirth: BirthDate(iso: "1991-03-14")),
            directory: DirectoryClaims(givenName: "Amira", surname: name, dateOfBirth: BirthDate(iso: "1991-03-14")))
        let reviewCase = ReviewCase(
            id: Fixture.caseID, session: Fixture.session, subject: Fixture.person.id, reference: "4F7-29K",
            openedAt: Fixture.now - 840,
            reasons: [
                DecisionReason(
                    code: "surname.oneOfDouble", sentence: "The surname \(name) is longer on the document."),
                DecisionReason(code: SecurityAlert.Code.documentBoundElsewhere.reason, sentence: "Seen before."),
                DecisionReason(
                    code: "face.uncertain",
                    sentence: "The live face and the portrait are alike, but not beyond doubt."),
            ],
            isPrivileged: isPrivileged, state: state, reviewer: state.isDecided ? ReviewerID(rawValue: "mira") : nil,
            decidedAt: state == .open ? nil : Fixture.now - 60, note: state.isDecided ? "Called \(name) back." : nil,
            version: 1)
        return CaseFile(
            reviewCase: reviewCase, person: named(name, Fixture.person), findings: findings, policy: .sample,
            colleagues: [
                ConsideredColleague(
                    person: named("Amir \(name)", Fixture.person),
                    evidence: [
                        ClaimEvidence(
                            claim: .givenName, level: .conflict, reason: ReasonCode(.givenConflict, [name, "Amir"]),
                            documentValue: name, directoryValue: "Amir")
                    ], isRival: false),
                ConsideredColleague(person: named("Amira \(name) 2", Fixture.person), evidence: [], isRival: true),
            ],
            nameToKeep: state == .open ? ConfirmedName(part: .surname, text: name) : nil,
            timeline: [
                AuditEvent(.sessionStarted, at: Fixture.now - 1_000, session: Fixture.session),
                AuditEvent(.decided, at: Fixture.now - 840, details: ["reasons": name, "verdict": "referred"]),
            ],
            retainedUntil: Fixture.now + 86_400, pictures: [.document, .selfie],
            obstacle: reviewCase.obstacle(hasFace: hasFace))
    }

    private static func named(_ name: String, _ person: DirectoryPerson) -> DirectoryPerson {
        var person = person
        person.displayName = name
        person.userPrincipalName = "\(name)@contoso.com"
        return person
    }

    private static func document(_ name: String) -> DocumentFinding {
        DocumentFinding(
            fields: DocumentFields(
                type: .passport, issuingState: "FRA", number: name, nationality: "FRA", surname: name,
                givenNames: "AMIRA",
                dateOfBirth: PartialDate(iso: "1991-03-14"), dateOfExpiry: CalendarDate(iso: "2031-05-02")),
            printedLines: ["P<FRA\(name)<<AMIRA<LEILA"], repairedLines: ["P<FRA\(name)<<AMIRA<LEILAX"],
            contradictions: [name],
            repairedFields: 1, readingScore: -0.1, isReadingAccepted: true, portraitWidth: 160, sharpness: 200, glare: 0
        )
    }
}

extension Policy {
    static let sample = Policy(
        name: "staff", priority: 1, groups: [], excludedGroups: [], purposes: [.passwordReset],
        documents: DocumentPolicy(kinds: [.passport], refusedIssuers: [], expiredGraceDays: 0), claims: .standard,
        face: FacePolicy(modelID: "dlib", matchDistance: 0.37, reviewDistance: 0.5, minimumPortraitWidth: 80),
        liveness: LivenessPolicy(
            minimumTurnSpan: 0.2, minimumTurn: 0.08, maximumIdentityDrift: 0.5, secondsPerStep: 8, turns: 3),
        outcome: OutcomePolicy(
            passLifetimeMinutes: 60, passIsUsableOnce: true, revokeSessions: true, removedMethods: []),
        attempts: AttemptPolicy(failuresPerDay: 5, documentPictures: 6, faceChallenges: 3),
        retention: RetentionPolicy(decidedHours: 0, reviewDays: 7), externalMethod: .standard)
}

extension ReviewCase.State {
    fileprivate var isDecided: Bool { self == .approved || self == .refused }
}
