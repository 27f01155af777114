import Foundation

/// One page of `GET /users`, and how its query is read.
struct UserListing: Sendable {
    var select: [String]
    var top: Int
    var filter: ODataFilter?
    var filterText: String?
    var wantsCount: Bool
    var after: String?

    /// State of a list between pages, sealed into `$skiptoken`.
    struct Position: Codable { let after: String; let filter: String?;  }

    static let defaultPage = 100
    static let largestPage = 999

    init(_ query: FormFields, eventual: Bool, seal: SealedToken, pageSize: Int?) throws {
        for name in query.pairs.map(\.name) where name.hasPrefix("$") {
            guard ["$select", "$top", "$filter", "$count", "$skiptoken"].contains(name) else {
                throw GraphError.unsupportedQuery("The query option '\(name)' is not supported here.")
            }
        }
        select = try Self.select(query, default: UserProperty.returnedByDefault, check: UserProperty.check)
        top = pageSize ?? Self.defaultPage
        if let text = query["$top"] {
            guard let number = Int(text), (1...Self.largestPage).contains(number) else {
                throw GraphError.badRequest(
                    "Invalid page size specified: '\(text)'. Must be between 1 and 999 inclusive.")
            }
            top = number
        }
        filterText = query["$filter"]
        filter = try filterText.map { try ODataFilter(parsing: $0) }
        wantsCount = query["$count"] == "true"
        if wantsCount && !eventual {
            throw GraphError.badRequest(
                "$count is not currently supported without the header ConsistencyLevel: eventual.")
        }
        if let token = query["$skiptoken"] {
            guard let position = seal.open(token, as: Position.self), position.filter == filterText else {
                throw GraphError(
                    400, "Directory_ExpiredPageToken",
                    "The specified page token value has expired and can no longer be included in your request.")
            }
            after = position.after
        }
    }

    /// The names in `$select`, each checked; the defaults without one.
    static func select(_ query: FormFields, default names: [String], check: (String) throws -> Void) throws -> [String]
    {
        guard let text = query["$select"], !text.isEmpty else { return names }
        let chosen = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        for name in chosen { try check(name) }
        return chosen
    }
}

extension Tenant {
    struct UserPage: Sendable { let objects: [JSONValue]; let position: UserListing.Position?; let count: Int? }

    func page(of listing: UserListing) -> UserPage {
        let start = listing.after.map { state.userOrder.firstPosition(notBefore: $0 + "\u{0}") } ?? 0
        var objects: [JSONValue] = []
        var last: String?
        for id in state.userOrder[start...] {
            guard let user = state.users[id], user.isLive, listing.filter?.matches(user) ?? true else { continue }
            if objects.count == listing.top, let last {
                let position = UserListing.Position(after: last, filter: listing.filterText)
                return UserPage(objects: objects, position: position, count: count(listing))
            }
            objects.append(user.graphObject(selecting: listing.select))
            last = id
        }
        return UserPage(objects: objects, position: nil, count: count(listing))
    }

    private func count(_ listing: UserListing) -> Int? {
        guard listing.wantsCount, listing.after == nil else { return nil }
        return users.count { listing.filter?.matches($0) ?? true }
    }
}
