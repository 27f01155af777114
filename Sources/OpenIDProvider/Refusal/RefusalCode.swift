/// The refusals, with their stable names. A name is never given another meaning; its sentence may change.
package enum RefusalCode: String, Sendable, CaseIterable {
    // The form
    case formTooLong, formMalformed, parameterRepeated
    // Who asks, and where an answer would go
    case clientUnknown, redirectNotAllowed
    // What is asked
    case responseTypeUnsupported, responseModeUnsupported, scopeUnsupported
    case nonceMissing, nonceMalformed, stateMalformed
    case claimsMissing, claimsMalformed, acrMissing, acrNotOffered, amrNotOffered
    // The hint's form
    case hintMissing, hintTooLong, hintMalformed, hintEncrypted, hintMemberRepeated
    // The hint's header
    case hintAlgorithm, hintType, hintCritical, hintHeaderUntrusted, hintKeyMissing
    // The hint's signature
    case hintKeyUnknown, keysUnavailable, hintSignature
    // The hint's claims
    case hintClaimsMalformed, hintVersion, hintIssuer, hintAudience, hintTenant
    case hintObjectMissing, hintObjectMalformed, hintSubjectMissing, hintSubjectMalformed
    case hintTimeMissing, hintTimeMalformed, hintStale, hintFromFuture
    // The hint's only use
    case hintReplayed, replayStoreUnavailable
}

extension RefusalCode {
    package var kind: RefusalKind {
        switch self {
        case .hintStale, .hintReplayed: .startAgain
        case .acrNotOffered, .amrNotOffered: .otherMethod
        case .keysUnavailable, .replayStoreUnavailable: .later
        case .clientUnknown, .redirectNotAllowed, .responseTypeUnsupported, .responseModeUnsupported,
            .scopeUnsupported, .claimsMissing, .acrMissing, .hintIssuer, .hintAudience, .hintTenant, .hintKeyUnknown,
            .hintFromFuture, .hintVersion:
            .setup
        case .formTooLong, .formMalformed, .parameterRepeated, .nonceMissing, .nonceMalformed, .stateMalformed,
            .claimsMalformed, .hintMissing, .hintTooLong, .hintMalformed, .hintEncrypted, .hintMemberRepeated,
            .hintAlgorithm, .hintType, .hintCritical, .hintHeaderUntrusted, .hintKeyMissing, .hintSignature,
            .hintClaimsMalformed, .hintObjectMissing, .hintObjectMalformed, .hintSubjectMissing,
            .hintSubjectMalformed, .hintTimeMissing, .hintTimeMalformed:
            .foreign
        }
    }

    /// What Entra is told, where it can be told anything (RFC 6749 section 4.2.2.1; entra-contract A.10). Entra fails the
    /// sign-in whatever stands here, so the word says no more than a client may know: nothing about the hint.
    var error: String {
        switch self {
        case .responseTypeUnsupported: "unsupported_response_type"
        case .scopeUnsupported: "invalid_scope"
        case .keysUnavailable, .replayStoreUnavailable: "temporarily_unavailable"
        case .formTooLong, .formMalformed, .parameterRepeated, .clientUnknown, .redirectNotAllowed,
            .responseModeUnsupported, .nonceMissing, .nonceMalformed, .stateMalformed, .claimsMissing,
            .claimsMalformed, .acrMissing, .hintMissing, .hintTooLong:
            "invalid_request"
        default: "access_denied"
        }
    }
}
