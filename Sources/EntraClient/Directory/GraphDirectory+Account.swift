import Foundation
import Proofing

extension GraphDirectory {
    package func liveAccount(_ id: PersonID) async throws(DirectoryError) -> LiveAccount? {
        let path = try path(of: id)
        guard let record = try await account(at: path) else { return nil }
        guard record.id == id.object, let enabled = record.accountEnabled else {
            throw DirectoryError(.malformed, detail: "graph: the account came without id or accountEnabled")
        }
        // An account deleted between the two questions does not exist either.
        guard let memberships = try await memberships(at: path) else { return nil }
        return LiveAccount(
            id: id, userPrincipalName: record.userPrincipalName, accountEnabled: enabled,
            // Accounts older than the property have no type; Entra treats them as members.
            isGuest: record.userType == "Guest",
            directoryRoles: memberships.roles, memberOfRoleAssignableGroup: memberships.isRoleAssignable,
            isManagementRestricted: record.isManagementRestricted ?? false, groups: memberships.groups,
            employeeLeaveDate: try await leaveDate(at: path))
    }

    private func account(at path: GraphPath) async throws(DirectoryError) -> AccountRecord? {
        let select = GraphRequest.Query(
            name: "$select", value: "id,userPrincipalName,accountEnabled,userType,isManagementRestricted")
        do throws(GraphFailure) {
            return try await graph.decode(AccountRecord.self, from: .get(path, select))
        } catch {
            if case .refused(let refusal) = error, refusal.saysNoSuchObject { return nil }
            throw DirectoryError(error)
        }
    }

    /// Needs a permission of its own (entra-contract C.3), which a tenant need not grant: then there is no leave date.
    /// Any other trouble is passed on, since a person on the way out must not look like one who stays.
    private func leaveDate(at path: GraphPath) async throws(DirectoryError) -> Date? {
        do throws(GraphFailure) {
            let request = GraphRequest.get(path, .init(name: "$select", value: "employeeLeaveDateTime"))
            return try await graph.decode(LeaveRecord.self, from: request).employeeLeaveDateTime
        } catch {
            if case .refused(let refusal) = error, [400, 403, 501].contains(refusal.status) { return nil }
            throw DirectoryError(error)
        }
    }

    /// Everything the account is a member of, directly or through groups; nil when the account does not exist.
    ///
    /// Without `$select`, because the answer mixes types and what is needed comes by default.
    private func memberships(at path: GraphPath) async throws(DirectoryError) -> Memberships? {
        let records: [MembershipRecord]
        do throws(GraphFailure) {
            records = try await graph.all(
                MembershipRecord.self, from: .get(path / "transitiveMemberOf", .init(name: "$top", value: "999")))
        } catch {
            if case .refused(let refusal) = error, refusal.saysNoSuchObject { return nil }
            throw DirectoryError(error)
        }
        var memberships = Memberships()
        for record in records { try memberships.add(record) }
        return memberships
    }
}

private struct AccountRecord: Decodable {
    let id: ObjectID
    let userPrincipalName: String
    let accountEnabled: Bool?
    let userType: String?
    let isManagementRestricted: Bool?
}

private struct LeaveRecord: Decodable {
    let employeeLeaveDateTime: Date?
}

struct MembershipRecord: Decodable, Sendable {
    let type: String
    let id: ObjectID
    let displayName: String?
    let roleTemplateId: String?
    let isAssignableToRole: Bool?

    enum CodingKeys: String, CodingKey {
        case type = "@odata.type"
        case id, displayName, roleTemplateId, isAssignableToRole
    }
}

struct Memberships {
    var roles: Set<String> = []
    var groups: Set<ObjectID> = []
    var isRoleAssignable = false

    /// Graph answers with bare ids for objects the app may not read. A role without its template still counts as a
    /// role; a group without a name could be a privileged one, so nothing can be said about the account at all.
    mutating func add(_ record: MembershipRecord) throws(DirectoryError) {
        switch record.type {
        case "#microsoft.graph.directoryRole":
            roles.insert(record.roleTemplateId ?? record.id.rawValue)
        case "#microsoft.graph.group":
            guard record.displayName != nil else {
                throw DirectoryError(
                    .forbidden, detail: "graph hides groups from the app; it needs GroupMember.Read.All")
            }
            groups.insert(record.id)
            isRoleAssignable = isRoleAssignable || record.isAssignableToRole == true
        default:
            break
        }
    }
}
