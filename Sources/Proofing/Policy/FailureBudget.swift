/// Which failures of an account are counted together. Starting a session uses up nothing, or a stranger could lock an
/// account's owner out for a day by typing an address (requirements T37).
enum FailureBudget: String {
    /// A live face was asked for: these failures are guesses.
    case face
    /// A case was opened without one: these failures are work for reviewers.
    case help

    /// Seconds that a failure counts.
    static let window: Double = 86_400

    init(for session: ProofingSession) { self = session.findings.liveness == nil ? .help : .face }

    func key(_ person: PersonID) -> String { "\(rawValue):\(person)" }
}
