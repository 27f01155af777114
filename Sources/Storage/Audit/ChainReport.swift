/// What the verification of one tenant's chain found.
package struct ChainReport: Sendable, Equatable {
    package enum Fault: Sendable, Equatable {
        /// There is no entry with this number, though later ones or the head say there was.
        case missing(sequence: Int)
        /// The entry is not the one that was appended: edited, swapped with another, or put in afterwards.
        case altered(sequence: Int)
        /// An entry beyond the head: put in by somebody without the key.
        case unexpected(sequence: Int)
        /// There are entries but no head.
        case headMissing
        /// The head was not written by this server.
        case headForged
        /// A checkpoint kept elsewhere says that the chain was longer, or different at this number.
        case contradictsCheckpoint(sequence: Int)
    }

    package var entries: Int
    /// The number of the last entry by the head; 0 for an empty chain.
    package var lastSequence: Int
    /// In order of discovery; at most 100, the rest adds nothing.
    package var faults: [Fault]

    package var isIntact: Bool { faults.isEmpty }
}
