import Foundation

extension ClaimantDesk {
    /// Reads one photographed document. Pictures of people we do not know are read too, and never kept.
    package func submitDocument(_ access: ClaimantAccess, picture: Data) async throws -> DocumentAnswer {
        let session = try await capturingSession(access)
        guard session.phase == .document else { return .over }
        let policy = try policy(of: session)
        let left = policy.attempts.documentPictures - session.documentPictures - 1

        let scan: DocumentScan
        do throws(PictureError) {
            scan = try await ports.documents.read(picture)
        } catch {
            if error == .busy { return .again(.busy, left: left + 1) }
            return try await documentUnreadable(session, hint: .unreadablePicture, left: left)
        }
        // The last picture goes to a reviewer as it is, if anything could be read from it at all.
        if let hint = scan.finding.retakeHint(isLast: left <= 0, portrait: scan.portrait) {
            return try await documentUnreadable(session, hint: hint, left: left)
        }
        let details = [
            "accepted": String(scan.finding.isReadingAccepted), "repairedFields": String(scan.finding.repairedFields),
            "contradictions": scan.finding.contradictions.joined(separator: " "),
        ]
        try await apply(.documentRead(scan.finding), to: session, audit: [event(.documentRead, session, details)])
        // After the commit, never before: of two pictures at once only the one whose fields count may leave its portrait.
        try await keep(scan, of: session)
        return .accepted
    }

    private func documentUnreadable(
        _ session: ProofingSession, hint: CaptureHint, left: Int
    ) async throws -> DocumentAnswer {
        let audit = [event(.documentUnreadable, session, ["hint": hint.rawValue])]
        if left > 0 {
            try await apply(.documentUnreadable, to: session, audit: audit)
            return .again(hint, left: left)
        }
        try await decide(after: .documentUnreadable, session, audit: audit)
        return .over
    }

    private func keep(_ scan: DocumentScan, of session: ProofingSession) async throws {
        guard session.person != nil else { return }
        try await ports.vault.seal(scan.documentPicture, as: .document, of: session.id)
        if let portrait = scan.portraitPicture {
            try await ports.vault.seal(portrait, as: .portrait, of: session.id)
        }
        if let portrait = scan.comparedPortrait {
            try await ports.vault.seal(portrait.sealedForm(), as: .portraitDescriptor, of: session.id)
        }
        try await ports.vault.retain(session.id, until: session.expiresAt)
    }

    // MARK: The live face

    package func beginChallenge(_ access: ClaimantAccess) async throws -> ChallengeAnswer {
        let session = try await capturingSession(access)
        guard [.face, .returnFace].contains(session.phase), ports.time.now < session.expiresAt else { return .over }
        let policy = try policy(of: session)
        let challenge = HeadTurnChallenge(policy: policy.liveness, random: ports.random, now: ports.time.now)
        return try await answer(await room.begin(challenge, for: session.id, now: ports.time.now), session)
    }

    package func submitFrame(_ access: ClaimantAccess, frame: Data) async throws -> ChallengeAnswer {
        let session = try await capturingSession(access)
        guard [.face, .returnFace].contains(session.phase), ports.time.now < session.expiresAt else { return .over }
        guard await room.isRunning(session.id) else { return try await beginChallenge(access) }
        let receivedAt = ports.time.now
        let scan: FaceScan
        do throws(PictureError) {
            scan = try await ports.faces.analyse(frame)
        } catch {
            scan = FaceScan(observation: nil, descriptor: nil, facePicture: nil)
        }
        let answer = await room.receive(
            scan, frame: frame, for: session.id, receivedAt: receivedAt, now: ports.time.now)
        return try await self.answer(answer, session)
    }

    private func answer(_ answer: ChallengeRoom.Answer, _ session: ProofingSession) async throws -> ChallengeAnswer {
        switch answer {
        case .none: return .over
        case .step(let pose, let done, let total, let hint):
            return .step(pose, done: done, total: total, hint: hint)
        case .failed(let finding):
            return try await challengeFailed(finding, session)
        case .completed(let completion):
            let comparison = try await compare(completion.descriptor, session)
            try await decide(
                after: .challengePassed(completion.finding, comparison), session,
                audit: [event(.challengePassed, session, completion.finding.auditDetails)], selfie: completion)
            return .passed
        }
    }

    private func challengeFailed(_ finding: LivenessFinding, _ session: ProofingSession) async throws -> ChallengeAnswer
    {
        let audit = [event(.challengeFailed, session, finding.auditDetails)]
        let left = try policy(of: session).attempts.faceChallenges - session.faceChallenges - 1
        guard left > 0 else {
            try await decide(after: .challengeFailed(finding), session, audit: audit)
            return .over
        }
        try await apply(.challengeFailed(finding), to: session, audit: audit)
        return .again(finding.failure == .outOfTime ? .tooSlow : .startOver, left: left)
    }

    /// The fresh frame against the document's portrait; on the way back, against the selfie the reviewer saw.
    private func compare(_ descriptor: FaceDescriptor, _ session: ProofingSession) async throws -> FaceComparison? {
        guard session.person != nil else { return nil }
        if session.usesReference { return try await compareWithReference(descriptor, session) }
        let reference = try await ports.vault.faceReference(session.id, isReturning: session.phase == .returnFace)
        guard let reference, let distance = reference.descriptor.distance(to: descriptor)
        else { return nil }
        return FaceComparison(
            distance: distance, modelID: descriptor.modelID, portraitWidth: reference.width,
            usedDescreenedPortrait: reference.isDescreened)
    }

    /// Read now, not when the session began: who has withdrawn since is not compared any more.
    private func compareWithReference(
        _ descriptor: FaceDescriptor, _ session: ProofingSession
    ) async throws -> FaceComparison? {
        guard let person = session.person, let reference = try await ports.references.reference(of: person),
            reference.isUsable(under: try policy(of: session), at: ports.time.now),
            let distance = reference.descriptor.distance(to: descriptor)
        else { return nil }
        return FaceComparison(
            distance: distance, modelID: descriptor.modelID, portraitWidth: ComparedPortrait.liveWidth,
            usedDescreenedPortrait: false)
    }

    package func askForHelp(_ access: ClaimantAccess) async throws {
        let session = try await session(access)
        await room.leave(session.id)
        try await decide(after: .helpAsked, session, audit: [event(.helpAsked, session)])
    }
}

extension DocumentScan {
    /// Small portraits compare better when the print's screen is smoothed away (capture-engine, part two, section 2).
    fileprivate var comparedPortrait: ComparedPortrait? {
        let width = finding.portraitWidth ?? 0
        let smooth = width < 150 && descreenedPortrait != nil
        guard let descriptor = smooth ? descreenedPortrait : portrait else { return nil }
        return ComparedPortrait(descriptor: descriptor, width: width, isDescreened: smooth)
    }
}

extension DocumentFinding {
    /// What would make the next picture better; nil when this one will do.
    fileprivate func retakeHint(isLast: Bool, portrait: FaceDescriptor?) -> CaptureHint? {
        guard fields != nil else { return sharpness < 40 ? .tooBlurred : glare > 0.1 ? .glare : .noDocument }
        if isLast { return nil }
        // A digit that was read with confidence and does not fit is not a matter of the photograph: go on and judge it.
        if !isReadingAccepted && contradictions.isEmpty { return glare > 0.1 ? .glare : .zoneUnreadable }
        return portrait == nil ? .portraitNotFound : nil
    }
}

extension LivenessFinding {
    fileprivate var auditDetails: [String: String] {
        [
            "turnSpan": String(format: "%.3f", turnSpan), "smallestTurn": String(format: "%.3f", smallestTurn),
            "identityDrift": identityDrift.map { String(format: "%.3f", $0) } ?? "none", "steps": String(steps),
            "failure": failure?.rawValue ?? "none",
        ]
    }
}
