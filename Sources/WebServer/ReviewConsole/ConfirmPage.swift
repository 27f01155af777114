import Proofing

/// The step between a verdict and its effect: names the person, the verdict and what follows.
struct ConfirmPage {
    let visitor: Visitor
    let heading: String
    let name: String
    let account: String
    let reference: String
    let consequences: [String]
    let note: String
    let verdict: String
    let button: String
    let buttonClass: String
    let action: String
    let back: String
    /// The box that keeps the document's name for this account; nil where there is nothing to keep.
    let keep: String?

    init(_ file: CaseFile, approves: Bool, note: String, reviewer: ReviewerSession, _ text: Catalogue) {
        let path = "/console/cases/\(file.reviewCase.id.rawValue)"
        let key = approves ? "console.confirm.approve" : "console.confirm.refuse"
        visitor = Visitor(reviewer)
        name = text.name(of: file.person)
        account = file.person?.userPrincipalName ?? ""
        reference = file.reviewCase.reference
        heading = text("\(key).title")
        consequences = ["first", "second", "third"].map { text("\(key).\($0)") }
        self.note = note
        verdict = approves ? "approve" : "refuse"
        button = text("\(key).button")
        buttonClass = approves ? "good" : "danger"
        action = "\(path)/decision"
        back = path
        keep = file.nameToKeep.flatMap { name in
            approves ? text("console.confirm.keep.\(name.part.rawValue)", ["name": name.text]) : nil
        }
    }
}
