import Foundation
import Hummingbird
import Proofing

/// From one device to another: by QR code from the desk to the phone, and by the link in the come-back mail.
///
/// Both addresses are plain pages that a link scanner may open as it likes; a script takes the code out of the fragment,
/// shows whose session it is, and only a press of the button uses it up (requirements T1, T18).
struct HandoverRoutes: Sendable {
    let desk: any HandoverServing
    let renderer: PageRenderer
    let address: PublicAddress
    let time: any TimeSource
    let gate: RateGate
    let bodies: BodyReader

    func addRoutes(to router: Router<WebContext>) {
        router.post("/session/here") { request, _ in
            try await desk.captureHere(try ClaimantDoor.portal.access(request))
            return Response.seeOther("/session")
        }
        router.post("/session/handover", use: offer)
        router.get("/h") { _, _ in try renderer.response(page("handover", path: "/h")) }
        router.get("/back") { _, _ in try renderer.response(page("back", path: "/back")) }
        router.post("/h/preview") { try await preview($0, $1) { try await desk.previewHandover($0) } }
        router.post("/back/preview") { try await preview($0, $1) { try await desk.previewReturn($0) } }
        router.post("/h/accept") { try await accept($0, $1) { try await desk.acceptHandover($0, deviceName: $1) } }
        router.post("/back/accept") { try await accept($0, $1) { try await desk.acceptReturn($0, deviceName: $1) } }
    }

    @Sendable private func offer(_ request: Request, _ context: WebContext) async throws -> Response {
        let code = try await desk.offerHandover(try ClaimantDoor.portal.access(request))
        guard let picture = QRCode(address.handoverLink(code: code.value.reveal())) else {
            throw ClaimantError.unavailable
        }
        return try .json(picture)
    }

    private struct CodeBody: Decodable { let code: String }

    struct PreviewBody: Encodable {
        let device: String
        /// "2 min ago"
        let since: String
        let reference: String
    }

    private func code(_ request: Request, _ context: WebContext) async throws -> Capability {
        try gate.admitCode(request, context)
        let body = try await bodies.json(CodeBody.self, request)
        guard let code = Capability(received: body.code) else { throw ClaimantError.notFound }
        return code
    }

    private func preview(
        _ request: Request, _ context: WebContext, _ look: (Capability) async throws -> HandoverPreview
    ) async throws -> Response {
        let found = try await look(try await code(request, context))
        let since = Moment(found.startedAt, now: time.now, renderer.text).relative
        return try .json(PreviewBody(device: found.startDeviceName, since: since, reference: found.reference))
    }

    private func accept(
        _ request: Request, _ context: WebContext, _ use: (Capability, String) async throws -> StartedSession
    ) async throws -> Response {
        let started = try await use(try await code(request, context), DeviceName(request).text)
        var response = try Response.json(["next": "/session"])
        started.setCookie(on: &response)
        return response
    }

    struct Content {
        let path: String
        let heading: String
        let sentence: String
        let warning: String
        let accept: String
    }

    private func page(_ name: String, path: String) -> Page<Content> {
        let text = renderer.text
        return Page(
            template: "portal/confirm-device", title: text("\(name).title"), stage: name,
            scripts: ["confirm-device.js"],
            words: text.words("confirm"),
            content: Content(
                path: path, heading: text("\(name).title"), sentence: text("\(name).text"),
                warning: text("\(name).warning"),
                accept: text("\(name).accept")))
    }
}
