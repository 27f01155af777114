import Hummingbird
import Proofing

extension ClaimantAccess {
    /// The cookie's two halves: which session, and the right to act for it.
    init?(_ request: Request, _ cookie: HostCookie) {
        let parts = cookie.value(in: request)?.split(separator: ".") ?? []
        guard parts.count == 2, let session = SessionID(rawValue: String(parts[0])),
            let device = Capability(received: String(parts[1]))
        else { return nil }
        self.init(session: session, device: device)
    }
}

extension StartedSession {
    func setCookie(on response: inout Response, _ cookie: HostCookie = .claimant) {
        cookie.set("\(session.rawValue).\(device.value.reveal())", on: &response)
    }
}
