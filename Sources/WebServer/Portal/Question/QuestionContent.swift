import Proofing

/// One question, in words that tell nothing about others and nothing about what is on file.
struct QuestionContent {
    let claim: String
    let label: String
    let hint: String
    let problem: String?
    let inputType: String
    let inputMode: String
    let autocomplete: String
    let asksForPostcode: Bool
    let reference: String

    init(_ question: NamesakeQuestion, reference: String, _ text: Catalogue) {
        let name = question.claim.rawValue
        claim = name
        label = text("question.\(name).label")
        hint = text("question.\(name).hint")
        problem = question.misses > 0 ? text("question.again") : nil
        (inputType, inputMode, autocomplete) =
            switch question.claim {
            case .phone: ("tel", "tel", "tel")
            case .mail: ("email", "email", "email")
            case .address: ("text", "text", "street-address")
            }
        asksForPostcode = question.claim == .address
        self.reference = reference
    }
}
