import Foundation
import Hummingbird
import Proofing

/// The one further claim. A plain form: it works without a script, by keyboard, and with what a phone fills in.
struct QuestionRoutes: Sendable {
    let desk: any QuestionServing
    let bodies: BodyReader
    var door = ClaimantDoor.portal

    func addRoutes(to router: Router<WebContext>) {
        router.post("\(door.path)/question", use: answer)
        // Reloaded without the form.
        router.get("\(door.path)/question") { _, _ in Response.seeOther(door.path) }
    }

    private struct Form: Decodable {
        let claim: String
        let answer: String
        let postcode: String?
    }

    @Sendable private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let access = try door.access(request)
        let form = try await bodies.form(Form.self, request)
        guard let claim = AskedClaim(rawValue: form.claim) else { throw HTTPError(.badRequest) }
        // An empty answer is a slip, not a try.
        if !form.answer.allSatisfy(\.isWhitespace) {
            _ = try await desk.answerQuestion(access, Self.read(form, as: claim))
        }
        return .seeOther(door.path)
    }

    private static func read(_ form: Form, as claim: AskedClaim) -> ClaimAnswer {
        switch claim {
        case .phone: .phone(form.answer)
        case .mail: .mail(form.answer)
        case .address: .address(street: form.answer, postcode: form.postcode ?? "")
        }
    }
}
