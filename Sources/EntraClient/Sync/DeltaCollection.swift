import Foundation
import IdentityDocuments
import Proofing

/// What is asked of Graph for one collection, and how its elements become changes.
protocol DeltaCollection: Sendable {
    associatedtype Element: Decodable & Sendable
    var collection: DirectoryCollection { get }
    var initialRequest: GraphRequest { get }
    var decoder: JSONDecoder { get }
    /// The changes of one page, in its order; counts what was left out.
    func changes(in elements: [Element], report: inout CollectionReport) -> [DirectoryPage.Change]
}

struct UserDelta: DeltaCollection {
    let tenant: TenantID
    let attributes: ProfileAttributes

    var collection: DirectoryCollection { .users }

    var initialRequest: GraphRequest {
        let properties =
            [
                "id", "userPrincipalName", "mail", "otherMails", "displayName", "givenName", "surname",
                "accountEnabled", "userType", "mobilePhone", "streetAddress", "postalCode", "city", "state", "country",
            ] + attributes.selected
        return .get(GraphPath("users") / "delta", .init(name: "$select", value: properties.joined(separator: ",")))
    }

    var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.userInfo[.profileAttributes] = attributes
        return decoder
    }

    func changes(in elements: [UserRecord], report: inout CollectionReport) -> [DirectoryPage.Change] {
        var changes: [DirectoryPage.Change] = []
        changes.reserveCapacity(elements.count)
        for element in elements {
            switch element.content {
            case .person(let person):
                if person.birthdate == .unreadable { report.unreadableBirthdates += 1 }
                report.written += 1
                changes.append(.person(DirectoryPerson(person, tenant: tenant)))
            case .removed(let id):
                report.removed += 1
                changes.append(.removed(id))
            case .unusable:
                report.unusable += 1
            }
        }
        return changes
    }
}

struct GroupDelta: DeltaCollection {
    var collection: DirectoryCollection { .groups }

    var initialRequest: GraphRequest {
        .get(
            GraphPath("groups") / "delta",
            .init(name: "$select", value: "id,displayName,isAssignableToRole,members"))
    }

    var decoder: JSONDecoder { JSONDecoder() }

    func changes(in elements: [GroupRecord], report: inout CollectionReport) -> [DirectoryPage.Change] {
        elements.flatMap { group -> [DirectoryPage.Change] in
            if group.isRemoved {
                report.removed += 1
                return [.removed(group.id)]
            }
            report.written += 1
            let members = group.members.filter(\.isPersonOrGroup)
            let added = members.filter { !$0.isRemoved }.map(\.id)
            let removed = members.filter(\.isRemoved).map(\.id)
            report.membersAdded += added.count
            report.membersRemoved += removed.count
            var changes: [DirectoryPage.Change] = [
                .group(
                    DirectoryGroup(
                        id: group.id, displayName: group.displayName ?? "", isAssignableToRole: group.isAssignableToRole
                    ))
            ]
            if !added.isEmpty { changes.append(.membersAdded(group: group.id, members: added)) }
            if !removed.isEmpty { changes.append(.membersRemoved(group: group.id, members: removed)) }
            return changes
        }
    }
}

extension DirectoryPerson {
    init(_ record: UserRecord.Person, tenant: TenantID) {
        var dateOfBirth: PartialDate?
        if case .date(let date) = record.birthdate { dateOfBirth = date }
        self.init(
            id: PersonID(tenant: tenant, object: record.id), userPrincipalName: record.userPrincipalName,
            mail: record.mail, otherMails: record.otherMails, displayName: record.displayName,
            givenName: record.givenName, surname: record.surname, dateOfBirth: dateOfBirth,
            accountEnabled: record.accountEnabled, isGuest: record.isGuest,
            profile: record.profile)
    }
}
