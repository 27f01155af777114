import Proofing

/// Who is signed in to the console, as its frame shows it.
struct Visitor {
    let name: String
    let decidesCases: Bool
    let changesPolicies: Bool

    init(_ session: ReviewerSession) {
        name = session.reviewer.rawValue
        decidesCases = session.role == .reviewer
        changesPolicies = session.role == .policyAdministrator
    }
}
