import Proofing

// The domain's desks answer the ports of this module as they are.
extension ClaimantDesk: SessionServing, HandoverServing, CaptureServing, PassServing, SignInServing,
    EnrolmentServing, QuestionServing
{}
extension ReviewDesk: ReviewServing {}
