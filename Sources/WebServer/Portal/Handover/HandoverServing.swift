import Proofing

package protocol HandoverServing: Sendable {
    func offerHandover(_ access: ClaimantAccess) async throws -> Capability
    func previewHandover(_ code: Capability) async throws -> HandoverPreview
    func acceptHandover(_ code: Capability, deviceName: String) async throws -> StartedSession
    func captureHere(_ access: ClaimantAccess) async throws
    func previewReturn(_ link: Capability) async throws -> HandoverPreview
    func acceptReturn(_ link: Capability, deviceName: String) async throws -> StartedSession
}
