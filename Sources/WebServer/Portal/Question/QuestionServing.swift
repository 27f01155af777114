import Proofing

package protocol QuestionServing: Sendable {
    /// - Throws: `ClaimantError.outOfStep` when that is not asked, or another browser is.
    func answerQuestion(_ access: ClaimantAccess, _ answer: ClaimAnswer) async throws -> QuestionAnswer
}
