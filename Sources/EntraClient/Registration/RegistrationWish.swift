import Proofing

/// What shall be registered in the tenant, with this configuration's own values.
package struct RegistrationWish: Sendable {
    package var displayName: String
    /// The app registration to use; nil looks for one with the reply address, and makes one where there is none.
    package var application: ObjectID?
    /// Our authorization endpoint.
    package var replyAddress: String
    /// *Client ID* of the method.
    package var clientID: String
    package var discoveryAddress: String
    /// Whom the method is for; empty: everybody.
    package var groups: [ObjectID]
    package var enables: Bool
    /// Overwrites values of an existing method that differ. Off, they are only told.
    package var replaces: Bool

    package init(
        displayName: String, application: ObjectID?, replyAddress: String, clientID: String, discoveryAddress: String,
        groups: [ObjectID] = [], enables: Bool = false, replaces: Bool = false
    ) {
        self.displayName = displayName
        self.application = application
        self.replyAddress = replyAddress
        self.clientID = clientID
        self.discoveryAddress = discoveryAddress
        self.groups = groups
        self.enables = enables
        self.replaces = replaces
    }
}

/// What became of one part of the registration.
package struct RegistrationStep: Sendable, Equatable {
    package enum Part: String, Sendable, CaseIterable { case application, principal, consent, method }
    package enum Outcome: String, Sendable, CaseIterable {
        case alreadyThere, made, changed
        /// What performing would do.
        case toMake, toChange
        /// Not as wished, and left alone.
        case differs
        /// Has to wait for something else.
        case waits
    }

    package let part: Part
    package let outcome: Outcome
    /// What, with values; and what helps.
    package let detail: String
}
