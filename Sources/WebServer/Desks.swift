import Proofing

// The domain's desks answer the ports of this module as they are.
extension ClaimantDesk: SessionServing, HandoverServing, CaptureServing, PassServing, QuestionServing {}
extension ReviewDesk: ReviewServing {}
