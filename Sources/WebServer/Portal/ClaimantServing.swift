import Proofing

/// All that the portal asks of the domain; each part is declared beside the pages that call it.
package typealias ClaimantServing = SessionServing & HandoverServing & CaptureServing & PassServing
    & SignInServing & EnrolmentServing & QuestionServing
