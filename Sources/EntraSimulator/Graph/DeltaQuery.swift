import Foundation

/// Which collection a round walks through.
enum DeltaCollection: String, Codable, Sendable {
    case users, groups

    var returnedByDefault: [String] {
        switch self {
        case .users: UserProperty.returnedByDefault
        case .groups: GroupProperty.returnedByDefault + ["members"]
        }
    }

    func check(_ name: String) throws {
        switch (self, name) {
        case (.groups, "members"): return
        case (.users, "manager"): throw GraphError.notImplemented("The simulator keeps no managers.")
        case (.users, _): try UserProperty.check(name)
        case (.groups, _): try GroupProperty.check(name)
        }
    }
}

/// Where a round stands. It travels sealed inside `$skiptoken` and `$deltatoken`, so that links carry the original
/// query and clients can neither read nor change it (contract C.1).
struct DeltaCursor: Codable, Sendable {
    let collection: DeltaCollection
    let select: [String]
    let ids: [String]?
    /// Changes after this moment are reported; 0 for a first round.
    var since: Int
    /// The moment the round began, where the next one will start.
    var until: Int
    var resumeAt: String?
    var memberOffset = 0
    var emptyPagesLeft: Int
    /// Whether this is a finished round's delta link rather than a link to its next page.
    var isDeltaLink = false
    var serial = 0
    var epoch = 0
    var issuedAt = Date.distantPast

    /// Directory tokens live for seven days.
    static let lifetime: TimeInterval = 7 * 24 * 3600
}

extension Tenant {
    /// Reads the query of a delta request: the start of a round, or a token from an earlier link.
    func deltaCursor(_ collection: DeltaCollection, _ query: FormFields, origin: String) throws -> DeltaCursor {
        let options = query.pairs.map(\.name).filter { $0.hasPrefix("$") }
        for name in options where !["$select", "$filter", "$skiptoken", "$deltatoken"].contains(name) {
            throw GraphError.unsupportedQuery("The query option '\(name)' is not supported with change tracking.")
        }
        let token = query["$skiptoken"] ?? query["$deltatoken"].flatMap { $0.isEmpty || $0 == "latest" ? nil : $0 }
        if let token {
            guard options.count == 1 else {
                throw GraphError.unsupportedQuery("A token cannot be combined with other query options.")
            }
            return try openCursor(token, collection, isDeltaLink: query["$skiptoken"] == nil, origin: origin)
        }
        let select = try UserListing.select(query, default: collection.returnedByDefault, check: collection.check)
        let horizon = visibleHorizon
        return DeltaCursor(
            collection: collection, select: select, ids: try query["$filter"].map(idFilter),
            since: query["$deltatoken"] == "latest" ? horizon : 0, until: horizon,
            emptyPagesLeft: faults.emptyDeltaPages)
    }

    private func openCursor(
        _ token: String, _ collection: DeltaCollection, isDeltaLink: Bool, origin: String
    ) throws -> DeltaCursor {
        guard var cursor = seal.open(token, as: DeltaCursor.self), cursor.collection == collection,
            cursor.isDeltaLink == isDeltaLink
        else { throw GraphError.badRequest("Badly formed token.") }
        let isExpiredByFault = cursor.serial < state.oldestValidToken && cursor.epoch == epoch
        if cursor.epoch != epoch || (isExpiredByFault && faults.expireDeltaTokens == .resync) {
            let select = cursor.select.joined(separator: ",")
            throw GraphError(
                410, "syncStateInvalid", "The sync state is no longer valid. Start again from the given location.",
                headers: ["Location": "\(origin)/v1.0/\(collection.rawValue)/delta?$select=\(select)&$deltatoken="])
        }
        if isExpiredByFault || now.timeIntervalSince(cursor.issuedAt) > DeltaCursor.lifetime {
            throw GraphError(
                400, "syncStateNotFound", "The sync state generation is not found. Restart the synchronization.")
        }
        if cursor.isDeltaLink {
            cursor.isDeltaLink = false
            cursor.until = max(cursor.since, visibleHorizon)
            cursor.emptyPagesLeft = faults.emptyDeltaPages
        }
        return cursor
    }

    func sealCursor(_ cursor: DeltaCursor) throws -> String {
        var cursor = cursor
        state.tokenSerial += 1
        cursor.serial = state.tokenSerial
        cursor.epoch = epoch
        cursor.issuedAt = now
        return try seal.seal(cursor)
    }

    /// The last moment that has reached every replica.
    private var visibleHorizon: Int {
        guard let lag = faults.replicationLagSeconds else { return state.momentDates.count }
        let limit = now.addingTimeInterval(-lag)
        return state.momentDates.lastIndex { $0 <= limit }.map { $0 + 1 } ?? 0
    }

    /// `id eq '…' or id eq '…'`, at most fifty (contract C.1).
    private func idFilter(_ text: String) throws -> [String] {
        let ids = try ODataFilter.split(text, at: " or ").map { part in
            guard let match = part.trimmingCharacters(in: .whitespaces).wholeMatch(of: /id\s+eq\s+'([^']*)'/) else {
                throw GraphError.unsupportedQuery("Change tracking supports filters by id only.")
            }
            return match.1.lowercased()
        }
        guard ids.count <= 50 else { throw GraphError.unsupportedQuery("At most 50 ids can be tracked.") }
        return ids
    }
}
