import Proofing

package protocol PassServing: Sendable {
    func showPass(_ access: ClaimantAccess) async throws -> PassAnswer
    func acknowledge(_ access: ClaimantAccess) async throws
}
