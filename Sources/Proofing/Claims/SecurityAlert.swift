import ClaimsMatching
import Foundation

package struct AlertID: RandomIdentifier {
    package let rawValue: String
    package init(unchecked rawValue: String) { self.rawValue = rawValue }
}

/// Somebody showed a document that is not this account's. Ids and codes only; kept as long as the session's record.
package struct SecurityAlert: Sendable, Equatable {
    package enum Code: String, Sendable, CaseIterable {
        /// The document fits another account of this directory, and not the claimed one.
        case betterMatchElsewhere
        /// Another account was approved with this very document before.
        case documentBoundElsewhere
    }

    package let id: AlertID
    package let session: SessionID
    package let person: PersonID
    package let reference: String
    package let code: Code
    package let at: Date

    package init(id: AlertID, session: SessionID, person: PersonID, reference: String, code: Code, at: Date) {
        self.id = id
        self.session = session
        self.person = person
        self.reference = reference
        self.code = code
        self.at = at
    }
}

extension SecurityAlert.Code {
    /// As it stands among the reasons of a decision.
    package var reason: String {
        switch self {
        case .betterMatchElsewhere: ReasonCode.Code.uniquenessBetterMatchElsewhere.rawValue
        case .documentBoundElsewhere: DecisionReason.documentBoundElsewhere.code
        }
    }

    package static func all(in reasons: [DecisionReason]) -> [Self] {
        allCases.filter { code in reasons.contains { $0.code == code.reason } }
    }
}
