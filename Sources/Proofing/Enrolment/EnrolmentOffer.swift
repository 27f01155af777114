/// Whether a session's owner is asked to let their face be kept, and on what terms. The page of the consent shows it.
package struct EnrolmentOffer: Sendable, Equatable {
    /// Without it the session has no point; otherwise it is an extra that changes nothing.
    package var isRequired: Bool
    /// Days that the reference stays at most.
    package var days: Int
    package init(isRequired: Bool, days: Int) {
        self.isRequired = isRequired
        self.days = days
    }
}

/// What the claimant's desk has to know to keep references. A server without Entra's external method keeps none, and
/// asks nobody.
package struct EnrolmentTerms: Sendable {
    /// The address in the mail for one capability.
    let withdrawalLink: @Sendable (Capability) -> String
    /// Where somebody enrols anew.
    package let enrolAddress: String

    package init(withdrawalLink: @escaping @Sendable (Capability) -> String, enrolAddress: String) {
        self.withdrawalLink = withdrawalLink
        self.enrolAddress = enrolAddress
    }
}
