import ClaimsMatching
import Foundation
import Testing

@testable import Proofing

/// One more claim from somebody whom others resemble: when it is asked, and what an answer is worth.
struct NamesakeQuestionTests {
    private static let crowd = Staff.crowd(500)
    private static let born = "1990-05-17"

    private static func karin(
        _ number: Int, phone: String? = nil, mail: String? = nil, address: (String, String)? = nil
    ) -> DirectoryPerson {
        Staff.person(
            number, "Karin", "Lindgrensdottir", born: born, phone: phone, mail: mail,
            address: address.map { (street: $0.0, postcode: $0.1) })
    }

    private let mine = karin(
        1, phone: "+46 70 111 22 33", mail: "karin@home.example", address: ("Storgatan 4", "11122"))
    private let other = karin(2, phone: "+46 73 987 65 43", mail: "kl@post.example", address: ("Lillgatan 9", "75310"))

    /// A company with both, and her passport before the camera.
    private func office(_ people: [DirectoryPerson]? = nil, policy: Policy = Sample.policy) throws -> Office {
        let office = try Office(policy: policy, company: Company(Self.crowd + (people ?? [mine, other])))
        office.engine.show(
            document: .document(Staff.passport("KARIN", "LINDGRENSDOTTIR", born: Self.born)), as: Office.picture)
        return office
    }

    private func phase(_ office: Office, _ access: ClaimantAccess) async -> ProofingSession.Phase? {
        await office.stored(access)?.phase
    }

    @Test func `whom a colleague resembles is asked, and a right answer ends in a pass`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        #expect(try await office.desk.view(access).stage == .question)
        #expect(try await office.desk.view(access).question == NamesakeQuestion(claim: .phone))
        #expect(await office.store.cases.isEmpty)
        #expect(await office.store.decisions.isEmpty)
        #expect(try await office.desk.answerQuestion(access, .phone("070-111 22 33")) == .over)
        #expect(await phase(office, access) == .approved)
        #expect(await office.stored(access)?.findings.claims?.level(of: .phone) == .equivalent)
        guard case .pass = try await office.desk.showPass(access) else {
            Issue.record("no pass")
            return
        }
        let events = await office.store.audit.filter { [.claimAsked, .claimAnswered].contains($0.kind) }
        #expect(
            events.map(\.details) == [
                ["claim": "phone", "rivals": "1"], ["claim": "phone", "settled": "true"],
            ])
        #expect(await office.vault.erased.contains(access.session))
    }

    @Test func `two wrong answers go to a reviewer, who sees them, and count as failures`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 70 000 00 00")) == .again)
        #expect(try await office.desk.view(access).question?.triesLeft == 1)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 70 000 00 01")) == .over)
        let session = try #require(await office.stored(access))
        #expect(session.phase == .underReview)
        #expect(session.findings.claims?.level(of: .phone) == .conflict)
        #expect(try await office.desk.view(access).stage == .noAutomaticAnswer)
        #expect(await office.store.attempts.count == 2)
        // The face waits for the way back.
        #expect(await office.vault.kept[access.session]?[.selfie] != nil)
        let file = try await office.reviews.file(try #require(session.caseID), for: Sample.reviewer)
        #expect(file.colleagues.filter(\.isRival).map(\.person.id) == [other.id])
        #expect(file.nameToKeep == nil)
    }

    @Test func `a slip can be mended once`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 70 111 22 34")) == .again)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 70 111 22 33")) == .over)
        #expect(await phase(office, access) == .approved)
    }

    @Test func `the namesake's own answer opens nothing, refuses nobody by itself, and is an alert`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 73 987 65 43")) == .again)
        _ = try await office.desk.answerQuestion(access, .phone("+46 73 987 65 43"))
        #expect(await phase(office, access) == .underReview)
        #expect(await office.store.alerts.map(\.code) == [.betterMatchElsewhere])
        #expect(office.directory.posts == 0)
    }

    @Test func `the last miss of the day is judged while there is a budget, and a reviewer looks`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        try await office.fail(4, as: .face)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 70 000 00 00")) == .over)
        #expect(await phase(office, access) == .underReview)
        #expect(await office.store.attempts.count == 5)
    }

    @Test func `the decision rests on the answer, and a replay gives it again`() async throws {
        for answer in ["+46 70 111 22 33", "+46 70 000 00 00"] {
            let office = try office()
            let access = try await office.prove(mine.userPrincipalName)
            if try await office.desk.answerQuestion(access, .phone(answer)) == .again {
                _ = try await office.desk.answerQuestion(access, .phone(answer))
            }
            let basis = try #require(await office.store.bases.last)
            #expect(basis.match?.document.phone == answer)
            let replay = Replay(tables: .empty)
            #expect(replay.check(replay.prepared(basis), under: office.active.set) == .same)
        }
    }

    @Test func `an enrolment that was asked keeps the face that was shown before`() async throws {
        let office = try office()
        let started = try await office.desk.start(
            ProofingRequest(
                tenant: Sample.tenant, purpose: .enrolment, address: mine.userPrincipalName, deviceName: "Safari"))
        let access = ClaimantAccess(session: started.session, device: started.device)
        try await office.desk.consent(access, textDigest: "d1", enrolment: "e1")
        try await office.desk.captureHere(access)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        _ = try await office.showFace(access)
        #expect(await office.store.references.isEmpty)
        #expect(try await office.desk.answerQuestion(access, .phone("+46 70 111 22 33")) == .over)
        #expect(await phase(office, access) == .finished)
        let reference = try #require(await office.store.references[mine.id])
        #expect(reference.source == access.session)
        #expect(reference.descriptor == FaceDescriptor(modelID: Sample.modelID, values: [0, 0]))
    }

    @Test func `whoever does not know is helped by a colleague, as before`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        try await office.desk.askForHelp(access)
        let session = try #require(await office.stored(access))
        #expect(session.phase == .underReview)
        let sealed = try #require(await office.store.decision(session: session.id))
        #expect(
            try Sample.seal.open(sealed).reasons.map(\.code) == ["help.asked", "uniqueness.sameNameColleague"])
    }

    // MARK: What is asked

    @Test(arguments: [
        ClaimAnswer.mail("Karin@Home.example"), .address(street: "Storgatan 4", postcode: "111 22"),
    ])
    func `other claims can be asked for`(_ answer: ClaimAnswer) async throws {
        var policy = Sample.policy
        policy.namesakes.claims = [answer.claim]
        let office = try office(policy: policy)
        let access = try await office.prove(mine.userPrincipalName)
        #expect(try await office.desk.view(access).question?.claim == answer.claim)
        #expect(try await office.desk.answerQuestion(access, answer) == .over)
        #expect(await phase(office, access) == .approved)
    }

    @Test func `what would not tell the two apart is not asked`() async throws {
        let shared = "+46 70 111 22 33"
        let sister = Self.karin(2, phone: shared, mail: "kl@post.example")
        let office = try office([Self.karin(1, phone: shared, mail: "karin@home.example"), sister])
        let access = try await office.prove(mine.userPrincipalName)
        #expect(try await office.desk.view(access).question?.claim == .mail)
    }

    @Test func `a namesake of whom nothing is on file cannot be told apart, so a reviewer looks`() async throws {
        let office = try office([mine, Self.karin(2)])
        let access = try await office.prove(mine.userPrincipalName)
        #expect(await phase(office, access) == .underReview)
        #expect(await office.store.audit.allSatisfy { $0.kind != .claimAsked })
    }

    @Test func `an account of which nothing is on file is not asked`() async throws {
        let office = try office([Self.karin(1), other])
        #expect(await phase(office, try await office.prove(mine.userPrincipalName)) == .underReview)
    }

    @Test func `a document number on file needs no question`() async throws {
        var (first, second) = (mine, other)
        first.profile.documentNumber = "A01234567"
        second.profile.documentNumber = "X9999999"
        let office = try office([first, second])
        #expect(await phase(office, try await office.prove(mine.userPrincipalName)) == .approved)
    }

    @Test func `a policy can leave it to reviewers, and does where it is tried out or approves nobody`() async throws {
        for reserve in [
            { (policy: inout Policy) in policy.namesakes.asks = false }, { $0.mode = .evaluation },
            { $0.approve.never = true },
        ] {
            var policy = Sample.policy
            reserve(&policy)
            let office = try office(policy: policy)
            #expect(await phase(office, try await office.prove(mine.userPrincipalName)) == .underReview)
            #expect(await office.store.audit.allSatisfy { $0.kind != .claimAsked })
        }
    }

    @Test func `nothing is asked while Entra waits`() async throws {
        var policy = Sample.policy
        policy.externalMethod.proveInside = true
        let office = try office(policy: policy)
        let request = SignInRequest(
            person: mine.id, deadline: office.time.now + 250, request: Data(), correlation: nil, deviceName: "Safari")
        guard case .started(let started) = try await office.desk.startSignIn(request) else {
            Issue.record("not started")
            return
        }
        let access = ClaimantAccess(session: started.session, device: started.device)
        try await office.desk.consent(access, textDigest: "d1", enrolment: "e1")
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        _ = try await office.showFace(access)
        #expect(await phase(office, access) == .underReview)
        #expect(await office.stored(access)?.purpose == .enrolment)
        #expect(await office.store.audit.allSatisfy { $0.kind != .claimAsked })
        guard case .declined = try await office.desk.takeSignInOutcome(access) else {
            Issue.record("not declined")
            return
        }
    }

    @Test func `a document that was somebody else's is not asked about`() async throws {
        let office = try office()
        let fields = try #require(Staff.passport("KARIN", "LINDGRENSDOTTIR", born: Self.born).fields)
        await office.store.bindDuringNextCommit(
            try #require(Office.marks.mark(of: fields)), to: PersonID(tenant: Sample.tenant, object: Sample.object(77)))
        #expect(await phase(office, try await office.prove(mine.userPrincipalName)) == .underReview)
        #expect(await office.store.audit.allSatisfy { $0.kind != .claimAsked })
    }

    // MARK: Who is asked

    @Test func `nobody is asked who failed anything else`() async throws {
        for spoil in [
            { (office: Office) in office.directory.set { $0.account?.directoryRoles = ["role"] } },
            { $0.directory.set { $0.account?.accountEnabled = false } },
            { $0.directory.set { $0.accountFailure = DirectoryError(.unavailable, detail: "") } },
            { (office: Office) in
                var passport = Staff.passport("KARIN", "LINDGRENSDOTTIR", born: Self.born)
                passport.isReadingAccepted = false
                passport.contradictions = ["number"]
                office.engine.show(document: .document(passport), as: Office.picture)
            },
            { (office: Office) in
                office.engine.show(
                    document: .document(
                        Staff.passport("KARIN", "LINDGRENSDOTTIR", born: Self.born), portrait: [0.5, 0]),
                    as: Office.picture)
            },
        ] {
            let office = try office()
            spoil(office)
            let access = try await office.prove(mine.userPrincipalName)
            #expect(try await office.desk.view(access).stage == .noAutomaticAnswer)
            #expect(await office.store.audit.allSatisfy { $0.kind != .claimAsked })
        }
    }

    @Test func `a face that differs is not asked, and neither is nobody`() async throws {
        let office = try office()
        for address in [mine.userPrincipalName, "nobody@contoso.example"] {
            let access = try await office.startCapturing(address)
            _ = try await office.desk.submitDocument(access, picture: Office.picture)
            _ = try await office.showFace(access, values: [1, 0])
            #expect(try await office.desk.view(access).stage == .noAutomaticAnswer)
        }
        #expect(await office.store.audit.allSatisfy { $0.kind != .claimAsked })
    }

    @Test func `only the device that captures is asked and may answer`() async throws {
        let office = try office()
        let desktop = try await office.start(mine.userPrincipalName)
        try await office.desk.consent(desktop, textDigest: "d1")
        let handed = try await office.desk.acceptHandover(
            try await office.desk.offerHandover(desktop), deviceName: "Safari on iPhone")
        let phone = ClaimantAccess(session: handed.session, device: handed.device)
        _ = try await office.desk.submitDocument(phone, picture: Office.picture)
        _ = try await office.showFace(phone)
        #expect(try await office.desk.view(phone).stage == .question)
        let seen = try await office.desk.view(desktop)
        #expect(seen.stage == .deciding && seen.question == nil && seen.isFollowing)
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.answerQuestion(desktop, .phone("+46 70 111 22 33"))
        }
    }

    // MARK: Guessing

    @Test func `an answer that was not asked for counts for nothing`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.answerQuestion(access, .mail("karin@home.example"))
        }
        let early = try await office.startCapturing(mine.userPrincipalName)
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.answerQuestion(early, .phone("+46 70 111 22 33"))
        }
        #expect(await office.store.attempts.isEmpty)
    }

    @Test func `when the day's budget is used up a right answer ends like a wrong one`() async throws {
        for answer in ["+46 70 111 22 33", "+46 70 000 00 00"] {
            let office = try office()
            let access = try await office.prove(mine.userPrincipalName)
            try await office.fail(5, as: .face)
            #expect(try await office.desk.answerQuestion(access, .phone(answer)) == .over)
            #expect(await phase(office, access) == .refused)
            #expect(try await office.desk.view(access).stage == .noAutomaticAnswer)
        }
    }

    @Test func `guesses at the same moment are one guess`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    _ = try? await office.desk.answerQuestion(access, .phone("+46 70 000 00 \(10 + number)"))
                }
            }
        }
        let misses = await office.store.audit.count { $0.kind == .claimAnswered }
        #expect(misses <= NamesakeQuestion.tries)
        #expect(await office.store.attempts.count == misses)
    }

    @Test func `a question ends with the visit, and pictures go`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        office.time.advance(ProofingSession.visit)
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.answerQuestion(access, .phone("+46 70 111 22 33"))
        }
        try await RetentionSweep(ports: office.desk.ports, policies: office.active, signals: office.signals).run()
        #expect(await phase(office, access) == .expired)
        #expect(await office.vault.kept[access.session] == nil)
    }

    @Test func `endless answers are cut and compared`() async throws {
        let office = try office()
        let access = try await office.prove(mine.userPrincipalName)
        let long = String(repeating: "7\u{301}", count: 100_000)
        #expect(try await office.desk.answerQuestion(access, .phone(long)) == .again)
    }
}

struct NamesakePolicyTests {
    @Test func `a question needs something to ask, and each thing once`() {
        #expect(NamesakePolicy(asks: true, claims: []).faults(in: "x").count == 1)
        #expect(NamesakePolicy(asks: true, claims: [.mail, .mail]).faults(in: "x").count == 1)
        #expect(NamesakePolicy(asks: false, claims: []).faults(in: "x").isEmpty)
        #expect(NamesakePolicy.standard.faults(in: "x").isEmpty)
    }

    @Test func `policies from before there was a question ask nothing`() throws {
        struct Old: Decodable { let namesakes: NamesakePolicy }
        let old = try JSONDecoder().decode(Old.self, from: Data("{}".utf8))
        #expect(!old.namesakes.asks)
    }

    @Test(
        arguments: [
            ("Storgatan 4", "Storgatan", "4"), ("4 High Street", "High Street", "4"),
            ("Rue de la Paix, 12b", "Rue de la Paix", "12b"),
            ("Storgatan", "Storgatan", nil), ("", nil, nil),
        ] as [(String, String?, String?)])
    func `a line of an address has a street and a number`(_ line: String, _ street: String?, _ number: String?) {
        let address = PostalAddress(line: line, postcode: " ")
        #expect(address.street == street && address.number == number && address.postcode == nil)
    }
}
