import Foundation
import Hummingbird
import Proofing

/// The tenant's front door: which account, and what is needed.
struct StartRoutes: Sendable {
    let desk: any SessionServing
    let tenant: TenantPresentation
    let renderer: PageRenderer
    let gate: RateGate
    let bodies: BodyReader

    func addRoutes(to router: Router<WebContext>) {
        router.get("/r/:slug") { _, context in
            try tenant.checkSlug(context)
            return try renderer.response(page())
        }
        router.post("/r/:slug/start", use: start)
    }

    private struct Form: Decodable {
        let email: String
        let purpose: String
    }

    @Sendable private func start(_ request: Request, _ context: WebContext) async throws -> Response {
        try tenant.checkSlug(context)
        try gate.admitStart(request, context)
        let form = try await bodies.form(Form.self, request)
        guard let purpose = Purpose(rawValue: form.purpose), Purpose.recoveries.contains(purpose),
            let address = Self.plausible(form.email)
        else {
            return try renderer.response(
                page(problem: "start.email.problem", typed: form.email), status: .unprocessableContent)
        }
        try gate.admitStart(address: address, request, context)
        let started = try await desk.start(
            ProofingRequest(
                tenant: tenant.tenant, purpose: purpose, address: address, deviceName: DeviceName(request).text))
        var response = Response.seeOther("/session")
        started.setCookie(on: &response)
        return response
    }

    /// Only the form is looked at, nothing is looked up (RFC 5321 section 4.5.3.1.3: 254 bytes at most).
    static func plausible(_ typed: String) -> String? {
        let address = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let hasControl = address.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == " " }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), address.utf8.count <= 254, !hasControl else {
            return nil
        }
        return address
    }

    struct Content {
        let heading: String
        let typed: String
        let problem: String?
        let action: String
    }

    private func page(problem: String? = nil, typed: String = "") -> Page<Content> {
        let text = renderer.text
        return Page(
            template: "portal/start", title: text("start.title"), stage: "start", steps: StepLine(.account, text),
            content: Content(
                heading: text("start.title"), typed: String(typed.prefix(254)), problem: problem.map { text($0) },
                action: "\(tenant.startPath)/start"))
    }
}
