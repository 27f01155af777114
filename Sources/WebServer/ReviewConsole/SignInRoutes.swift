import Hummingbird
import Proofing

/// The one-time link from the command line. Opening it does nothing; pressing the button uses it up (requirements T18).
struct SignInRoutes: Sendable {
    let desk: any ReviewServing
    let renderer: PageRenderer
    let gate: RateGate
    let bodies: BodyReader

    func addRoutes(to router: Router<WebContext>) {
        router.get("/console/sign-in") { _, _ in
            let text = renderer.text
            return try renderer.response(
                Page(
                    template: "console/sign-in", title: text("console.signIn.title"), stage: "console-sign-in",
                    scripts: ["console-sign-in.js"], words: text.words("console.signIn"), content: ()))
        }
        router.post("/console/sign-in", use: signIn)
        router.post("/console/sign-out") { request, _ in
            if let session = HostCookie.console.value(in: request).flatMap(Capability.init(received:)) {
                try await desk.signOut(session)
            }
            var response = Response.seeOther("/console/sign-in")
            HostCookie.console.clear(on: &response)
            return response
        }
    }

    private struct LinkBody: Decodable { let code: String }

    @Sendable private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        try gate.admitCode(request, context)
        let body = try await bodies.json(LinkBody.self, request)
        guard let link = Capability(received: body.code), let signedIn = try await desk.signIn(link: link) else {
            throw ReviewError.notFound
        }
        var response = try Response.json(["next": "/console"])
        HostCookie.console.set(signedIn.session.value.reveal(), on: &response)
        return response
    }
}
