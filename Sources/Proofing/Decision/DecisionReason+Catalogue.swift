// Every reason the evaluator gives of its own. Claims reasons come from ClaimsMatching with their own sentences.
extension DecisionReason {
    static let subjectUnknown = DecisionReason(code: "subject.unknown", sentence: "No account fits the address.")
    static let attemptsSpent = DecisionReason(
        code: "attempts.spent", sentence: "Too many attempts for this account failed in one day.")
    static let accountUnavailable = DecisionReason(
        code: "account.unavailable", sentence: "The account could not be read from Entra at the moment of deciding.")
    static let accountMissing = DecisionReason(
        code: "account.missing", sentence: "The account no longer exists in Entra.")
    static let accountDisabled = DecisionReason(code: "account.disabled", sentence: "The account is disabled in Entra.")
    static let accountGuest = DecisionReason(code: "account.guest", sentence: "Guests cannot be given a pass.")
    static let accountPrivileged = DecisionReason(
        code: "account.privileged", sentence: "The account holds an administrative role or can be given one.")
    static let accountExcluded = DecisionReason(
        code: "account.excluded", sentence: "The account is in a group that is excluded from self-service.")
    static let helpAsked = DecisionReason(code: "help.asked", sentence: "The person asked for a colleague's help.")
    static let documentMissing = DecisionReason(code: "document.missing", sentence: "No document could be read.")
    static let documentContradicts = DecisionReason(
        code: "document.contradicts", sentence: "The document contradicts itself: a check digit or a date does not fit."
    )
    static let documentUncertain = DecisionReason(
        code: "document.uncertain", sentence: "The machine-readable zone was not read with certainty.")
    static let documentKind = DecisionReason(
        code: "document.kind", sentence: "This kind of document is not accepted by the policy.")
    static let documentIssuer = DecisionReason(
        code: "document.issuer", sentence: "Documents of this issuer are not accepted by the policy.")
    static let documentExpired = DecisionReason(code: "document.expired", sentence: "The document has expired.")
    static let documentExpiryUnknown = DecisionReason(
        code: "document.expiryUnknown", sentence: "No expiry date could be read.")
    static let livenessMissing = DecisionReason(code: "liveness.missing", sentence: "No live face was shown.")
    static let livenessFailed = DecisionReason(
        code: "liveness.failed", sentence: "The face did not turn as a live head does.")
    static let faceMissing = DecisionReason(
        code: "face.missing", sentence: "The portrait and the live face could not be compared.")
    static let faceModel = DecisionReason(
        code: "face.model", sentence: "The faces were compared with a network that the policy has no limits for.")
    static let faceDiffers = DecisionReason(
        code: "face.differs", sentence: "The live face is not the one in the picture.")
    static let faceUncertain = DecisionReason(
        code: "face.uncertain", sentence: "The live face and the portrait are alike, but not beyond doubt.")
    static let portraitSmall = DecisionReason(
        code: "face.portraitSmall", sentence: "The portrait on the document is too small to be compared automatically.")
    static let claimsMissing = DecisionReason(
        code: "claims.missing", sentence: "The document could not be compared with the directory.")
    static let claimsUncertain = DecisionReason(
        code: "claims.uncertain", sentence: "The document and the directory do not agree beyond doubt.")
    static let claimsConflict = DecisionReason(
        code: "claims.conflict", sentence: "The document and the directory disagree.")
    static let policyReviewOnly = DecisionReason(
        code: "policy.reviewOnly", sentence: "The policy leaves every approval of these people to a reviewer.")
    static let policyNotCovering = DecisionReason(
        code: "policy.notCovering", sentence: "No policy covers these people, or their group is excluded.")
    static let policyEvaluation = DecisionReason(
        code: "policy.evaluation",
        sentence: "The policy is being tried out: it would have approved, and a reviewer decides instead.")
}
