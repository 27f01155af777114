import Proofing

/// Something about what we publish that Entra will not take, or not for long.
package struct ProviderFault: Sendable, Equatable {
    /// Stable: a code never changes its meaning.
    package enum Code: String, Sendable, CaseIterable {
        case discoveryStatus = "discovery.status"
        case discoveryChunked = "discovery.chunked"
        case discoveryCompressed = "discovery.compressed"
        case discoveryUnreadable = "discovery.unreadable"
        case discoveryField = "discovery.field"
        case discoveryAlgorithm = "discovery.algorithm"
        case discoveryAuthorizationEndpoint = "discovery.authorizationEndpoint"
        case discoveryKeysAddress = "discovery.keysAddress"
        case issuerSlash = "issuer.slash"
        case issuerPort = "issuer.port"
        case issuerDiffers = "issuer.differs"
        case keysStatus = "keys.status"
        case keysUnreadable = "keys.unreadable"
        case keysEmpty = "keys.empty"
        case keysSecret = "keys.secret"
        case keysKid = "keys.kid"
        case keysKidRepeated = "keys.kidRepeated"
        case keysWeak = "keys.weak"
        case keysCertificateMissing = "keys.certificateMissing"
        case keysCertificateEncoding = "keys.certificateEncoding"
        case keysCertificateMismatch = "keys.certificateMismatch"
        case keysCertificateDates = "keys.certificateDates"
        case keysSignerMissing = "keys.signerMissing"
        case keysForeign = "keys.foreign"
        case keysNone = "keys.none"
        case keysExpired = "keys.expired"
        case keysExpiringSoon = "keys.expiringSoon"
        case keysExpiring = "keys.expiring"
        case keysNextUnusable = "keys.nextUnusable"
        case rehearsalRefused = "rehearsal.refused"
        case rehearsalReplay = "rehearsal.replay"
        case rehearsalForgery = "rehearsal.forgery"
        case rehearsalUnsigned = "rehearsal.unsigned"
        case rehearsalSignature = "rehearsal.signature"
        case rehearsalClaims = "rehearsal.claims"
    }

    package let code: Code
    /// What is wrong, in one line.
    package let sentence: String
    /// What to change, in one line.
    package let mend: String

    init(_ code: Code, _ sentence: String, mend: String) {
        self.code = code
        self.sentence = sentence.oneLine
        self.mend = mend
    }

    /// Entra can go on for some time.
    package var isWarning: Bool {
        switch code {
        case .keysExpiring, .discoveryCompressed: true
        default: false
        }
    }
}
