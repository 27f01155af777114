import Hummingbird
import Proofing

struct ConsentRoutes: Sendable {
    let desk: any SessionServing
    let renderer: PageRenderer
    let bodies: BodyReader

    func addRoutes(to router: Router<WebContext>) {
        router.post("/session/consent", use: consent)
    }

    private struct Form: Decodable { let text: String }

    @Sendable private func consent(_ request: Request, _ context: WebContext) async throws -> Response {
        let access = try ClaimantAccess.required(request)
        let form = try await bodies.form(Form.self, request)
        let view = try await desk.view(access)
        // The words have changed since the page was drawn: they are shown again, nobody agrees to what they did not read.
        guard form.text == ConsentText(view, renderer.text).digest else { throw ClaimantError.outOfStep }
        try await desk.consent(access, textDigest: form.text)
        return .seeOther("/session")
    }
}
