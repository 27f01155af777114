import Foundation

/// What was captured for one session. Pictures are re-encoded by the vision worker, without metadata.
package enum EvidenceKind: String, Sendable, Codable, CaseIterable {
    /// The upright document, cropped.
    case document
    /// The portrait on the document.
    case portrait
    /// The frame of the challenge that was compared, cropped to the face.
    case selfie
    /// Face descriptor of that frame, for a later fresh selfie.
    case selfieDescriptor
    /// Face descriptor of the portrait, until the selfie has been compared.
    case portraitDescriptor
}

/// Sealed pictures and templates, one data key per session under the root key.
///
/// Erasing the session's key erases everything sealed with it, in backups too.
package protocol EvidenceVault: Sendable {
    func seal(_ bytes: Data, as kind: EvidenceKind, of session: SessionID) async throws
    /// - Returns: nil when there is none, or when it has been erased.
    func open(_ kind: EvidenceKind, of session: SessionID) async throws -> Data?
    func erase(_ session: SessionID) async throws
    /// Sessions whose evidence was due for erasure at `moment`.
    func expired(at moment: Date, limit: Int) async throws -> [SessionID]
    /// Says until when the evidence of a session may be kept.
    func retain(_ session: SessionID, until: Date) async throws
}

extension EvidenceVault {
    /// The live face of the case, or the portrait of its document: what a person who comes back is compared with.
    func faceReference(_ session: SessionID, isReturning: Bool) async throws -> ComparedPortrait? {
        var sealed: Data?
        if isReturning { sealed = try await open(.selfieDescriptor, of: session) }
        if sealed == nil { sealed = try await open(.portraitDescriptor, of: session) }
        // One that cannot be read is as good as none: the case goes to a person.
        return sealed.flatMap { try? ComparedPortrait(sealedForm: $0) }
    }

    func hasFace(_ session: SessionID) async throws -> Bool {
        try await faceReference(session, isReturning: true) != nil
    }
}
