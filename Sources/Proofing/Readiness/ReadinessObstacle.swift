/// Why somebody could not be verified today, or not without a person's help.
package enum ReadinessObstacle: String, Sendable, Codable, CaseIterable {
    // Nothing automatic can come of these.
    case disabled, guest
    /// No policy covers them, or their group is excluded.
    case notCovered
    /// A member of a group that roles can be given to. Roles held directly are only seen when a case is decided.
    case privileged
    case noDateOfBirth
    /// The first of January, or another date that systems fill in.
    case placeholderDateOfBirth
    case noGivenName, noSurname
    /// Somebody else has the same names, and no date of birth tells the two apart.
    case namesake

    // A verification can still succeed.
    /// Nowhere to write to that can be read without the account.
    case noPrivateAddress
    /// The given name looks like a preferred one: the document may say another.
    case preferredName

    package var blocks: Bool { self != .noPrivateAddress && self != .preferredName }
}
