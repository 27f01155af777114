import Foundation
import Proofing

/// What Entra said about who is signing in. Made by ``HintCheck`` from a verified payload and nowhere else.
package struct Hint: Sendable, Equatable {
    /// Whom our records are about: `tid` and `oid`, which never change and are never given to somebody else.
    package let person: PersonID
    /// `sub`, to be returned as it came. Means nothing outside this app: never used to find anybody.
    package let subject: String
    package let issuedAt: Date
    /// `preferred_username`, for showing only: it changes, and is given to others later (requirements T6). nil when absent or
    /// when it has control characters or more than 256 bytes.
    package let shownName: String?
    package let digest: HintDigest

    /// How long Entra waits for an answer, in seconds, from sending the person to us (entra-contract A.10).
    package static let patience: TimeInterval = 300
    /// How far Entra's clock may be ahead of ours, in seconds (requirements T17).
    package static let skew: TimeInterval = 120

    /// Afterwards Entra has given up, and an answer is useless.
    package var deadline: Date { issuedAt + Self.patience }
}
