import Hummingbird
import Proofing

struct ConsentRoutes: Sendable {
    let desk: any SessionServing
    let renderer: PageRenderer
    let bodies: BodyReader
    var door = ClaimantDoor.portal

    func addRoutes(to router: Router<WebContext>) {
        router.post("\(door.path)/consent", use: consent)
    }

    private struct Form: Decodable {
        let text: String
        /// There when they agreed to have their face kept.
        let keep: String?
    }

    @Sendable private func consent(_ request: Request, _ context: WebContext) async throws -> Response {
        let access = try door.access(request)
        let form = try await bodies.form(Form.self, request)
        let view = try await desk.view(access)
        // The words have changed since the page was drawn: they are shown again, nobody agrees to what they did not read.
        let words = ConsentText(view, renderer.text)
        guard form.text == words.digest, form.keep == nil || form.keep == words.enrolment?.digest else {
            throw ClaimantError.outOfStep
        }
        try await desk.consent(access, textDigest: form.text, enrolment: form.keep)
        return .seeOther(door.path)
    }
}
