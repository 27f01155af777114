import Foundation

/// A person of the tenant: Graph properties, and what stands behind sign-in.
package struct DirectoryUser: Sendable {
    package let id: String
    package internal(set) var record: TrackedObject
    var password: String
    var methods: [AuthenticationMethod] = []
    var defaultMethodID: String?
    var pass: TemporaryAccessPass?
    /// What readers still see of the pass while a visibility lag hides its newest state.
    var passBefore: (pass: TemporaryAccessPass?, until: Date)?

    package var displayName: String { record["displayName"]?.string ?? "" }
    package var userPrincipalName: String { record["userPrincipalName"]?.string ?? "" }
    package var mail: String? { record["mail"]?.string }
    package var accountEnabled: Bool { record["accountEnabled"]?.bool ?? false }
    package var isLive: Bool { record.removal == nil }
    package var isGuest: Bool { record["userType"]?.string == "Guest" }

    /// Invited from another tenant. A guest whose account lives here (an *internal* guest) is not external.
    package var isExternal: Bool {
        record["identities"]?.array?.contains { $0["signInType"] == "federated" } ?? false
    }

    /// The date of birth the seeded tenant keeps in `extensionAttribute1`, as `yyyy-MM-dd`.
    package var birthDate: String? {
        record["onPremisesExtensionAttributes"]?["extensionAttribute1"]?.string
    }

    /// Sessions that began before this moment are no longer valid.
    var sessionsValidFrom: Date {
        record["signInSessionsValidFromDateTime"]?.string.flatMap(Timestamp.date) ?? .distantPast
    }
}

/// The whole complex value: single attributes can be neither selected nor left out (contract C.3).
func extensionAttributes(_ set: [String: JSONValue]) -> JSONValue {
    var whole = Dictionary(uniqueKeysWithValues: (1...15).map { ("extensionAttribute\($0)", JSONValue.null) })
    whole.merge(set) { _, new in new }
    return .object(whole)
}

/// A group with its direct members and when each came and went.
package struct DirectoryGroup: Sendable {
    package let id: String
    package internal(set) var record: TrackedObject
    private(set) var memberships: [String: Membership] = [:]
    /// Ids of present and former members in ascending order, which is the order delta slices come in.
    private(set) var memberOrder: [String] = []
    private(set) var lastMembershipChange = 0

    struct Membership: Sendable {
        let kind: MemberKind
        let addedAt: Int
        var removedAt: Int?
    }
    enum MemberKind: String, Sendable {
        case user = "#microsoft.graph.user"
        case group = "#microsoft.graph.group"
    }

    package var displayName: String { record["displayName"]?.string ?? "" }
    package var isAssignableToRole: Bool { record["isAssignableToRole"]?.bool ?? false }
    var memberIDs: [String] { memberOrder.filter(contains) }
    func contains(_ id: String) -> Bool { memberships[id].map { $0.removedAt == nil } ?? false }

    mutating func add(_ id: String, _ kind: MemberKind, at moment: Int) {
        if memberships[id] == nil { memberOrder.insert(id, at: memberOrder.firstPosition(notBefore: id)) }
        memberships[id] = Membership(kind: kind, addedAt: moment, removedAt: nil)
        lastMembershipChange = moment
    }

    mutating func remove(_ id: String, at moment: Int) {
        memberships[id]?.removedAt = moment
        lastMembershipChange = moment
    }
}
