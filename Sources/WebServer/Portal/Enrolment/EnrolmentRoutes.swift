import Hummingbird
import Proofing

/// Enrolling outside of a sign-in, and the end of it.
struct EnrolmentRoutes: Sendable {
    let desk: any SessionServing & EnrolmentServing
    let tenant: TenantPresentation
    let renderer: PageRenderer
    let gate: RateGate
    let bodies: BodyReader

    private var pages: EnrolmentPages { EnrolmentPages(renderer, tenant) }

    func addRoutes(to router: Router<WebContext>) {
        router.get("/r/{slug}/enrol") { _, context in
            try tenant.checkSlug(context)
            return try renderer.response(pages.start())
        }
        router.post("/r/{slug}/enrol/start", use: start)
        // A link scanner may open the page as it likes: the code stands in the fragment, and only the button uses it.
        router.get("/withdraw") { _, _ in try pages.withdraw() }
        router.post("/withdraw", use: withdraw)
        router.post("/session/withdraw") { request, _ in
            try await desk.withdrawReference(try ClaimantDoor.portal.access(request))
            return Response.seeOther("/withdraw#done")
        }
    }

    private struct StartForm: Decodable { let email: String }

    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        try tenant.checkSlug(context)
        try gate.admitStart(request, context)
        let form = try await bodies.form(StartForm.self, request)
        guard let address = StartRoutes.plausible(form.email) else {
            return try renderer.response(
                pages.start(problem: "start.email.problem", typed: form.email), status: .unprocessableContent)
        }
        try gate.admitStart(address: address, request, context)
        let started = try await desk.start(
            ProofingRequest(
                tenant: tenant.tenant, purpose: .enrolment, address: address, deviceName: DeviceName(request).text))
        var response = Response.seeOther(ClaimantDoor.portal.path)
        started.setCookie(on: &response)
        return response
    }

    private struct CodeBody: Decodable { let code: String }

    @Sendable private func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
        try gate.admitCode(request, context)
        let body = try await bodies.json(CodeBody.self, request)
        guard let code = Capability(received: body.code) else { throw ClaimantError.notFound }
        try await desk.withdrawReference(code)
        return try Response.json(["outcome": "erased"])
    }
}
