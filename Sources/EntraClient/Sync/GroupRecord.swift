import Foundation
import Proofing

/// One element of a groups delta page. The same group may come on several pages, each with another slice of its
/// members (entra-contract C.2): slices are added up, never put in place of each other.
struct GroupRecord: Decodable, Sendable {
    struct Member: Decodable, Sendable {
        let id: ObjectID
        /// Absent on some removals.
        let type: String?
        let isRemoved: Bool

        init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: PropertyName.self)
            id = try object.decode(ObjectID.self, forKey: .id)
            type = try object.text("@odata.type")
            isRemoved = object.contains(.removed)
        }

        /// Devices and service principals have no person behind them.
        var isPersonOrGroup: Bool {
            type == nil || type == "#microsoft.graph.user" || type == "#microsoft.graph.group"
        }
    }

    let id: ObjectID
    let isRemoved: Bool
    let displayName: String?
    let isAssignableToRole: Bool
    let members: [Member]

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: PropertyName.self)
        id = try object.decode(ObjectID.self, forKey: .id)
        isRemoved = object.contains(.removed)
        displayName = try object.text("displayName")
        isAssignableToRole =
            try object.decodeIfPresent(Bool.self, forKey: PropertyName("isAssignableToRole")) ?? false
        members = try object.decodeIfPresent([Member].self, forKey: PropertyName("members@delta")) ?? []
    }
}
