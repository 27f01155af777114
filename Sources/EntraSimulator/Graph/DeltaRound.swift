import Foundation

/// One page of a delta round.
struct DeltaPage: Sendable {
    var objects: [JSONValue] = []
    /// Exactly one of the two is set.
    var skipToken: String?
    var deltaToken: String?
}

extension Tenant {
    /// Serves the page at the cursor. `minimal`: only the properties that changed (`Prefer: return=minimal`).
    func deltaPage(_ cursor: DeltaCursor, minimal: Bool) throws -> DeltaPage {
        var cursor = cursor
        var page = DeltaPage()
        if cursor.emptyPagesLeft > 0 {
            cursor.emptyPagesLeft -= 1
            page.skipToken = try sealCursor(cursor)
            return page
        }
        let order = cursor.collection == .users ? state.userOrder : state.groupOrder
        let start = cursor.resumeAt.map { order.firstPosition(notBefore: $0) } ?? 0
        for id in order[start...] where isReported(id, cursor) {
            let isFull = page.objects.count >= faults.pageSize ?? UserListing.defaultPage
            if isFull {
                cursor.resumeAt = id
                cursor.memberOffset = 0
                page.skipToken = try sealCursor(cursor)
                return finished(page)
            }
            let offset = id == cursor.resumeAt ? cursor.memberOffset : 0
            let (object, nextOffset) = deltaObject(id, cursor, memberOffset: offset, minimal: minimal)
            page.objects.append(object)
            if let nextOffset {
                cursor.resumeAt = id
                cursor.memberOffset = nextOffset
                page.skipToken = try sealCursor(cursor)
                return finished(page)
            }
        }
        page.deltaToken = try sealCursor(
            DeltaCursor(
                collection: cursor.collection, select: cursor.select, ids: cursor.ids, since: cursor.until,
                until: cursor.until, emptyPagesLeft: 0, isDeltaLink: true))
        return finished(page)
    }

    private func finished(_ page: DeltaPage) -> DeltaPage {
        guard faults.repeatDeltaObjects, let first = page.objects.first else { return page }
        var page = page
        page.objects.append(first)
        return page
    }

    private func record(_ id: String, _ collection: DeltaCollection) -> TrackedObject? {
        collection == .users ? state.users[id]?.record : state.groups[id]?.record
    }

    private func isReported(_ id: String, _ cursor: DeltaCursor) -> Bool {
        guard let record = record(id, cursor.collection), cursor.ids?.contains(id) ?? true else { return false }
        if cursor.since == 0 && record.removal == .deleted { return false }
        var last = record.lastChange(watching: cursor.select)
        if cursor.collection == .groups && cursor.select.contains("members") {
            last = max(last, state.groups[id]?.lastMembershipChange ?? 0)
        }
        if cursor.since == 0 { return record.createdAt <= cursor.until }
        // What changed again after the round began is left to the next round only when a lag is being simulated;
        // otherwise it is shown in both, the replay Graph warns about.
        let isHidden = faults.replicationLagSeconds != nil && last > cursor.until
        return last > cursor.since && !isHidden
    }

    /// The object as the round reports it, and where its next slice of members begins if there is one.
    private func deltaObject(
        _ id: String, _ cursor: DeltaCursor, memberOffset: Int, minimal: Bool
    ) -> (JSONValue, nextOffset: Int?) {
        guard let record = record(id, cursor.collection) else { return (["id": .string(id)], nil) }
        if let reason = record.removal {
            return (["id": .string(id), "@removed": ["reason": .string(reason.rawValue)]], nil)
        }
        var object: [String: JSONValue] = ["id": .string(id)]
        for name in cursor.select {
            // Absent means never set; null means cleared. `minimal` leaves out what has not changed since.
            guard let value = record[name] else { continue }
            if minimal && cursor.since > 0 && (record.changedAt[name] ?? 0) <= cursor.since { continue }
            object[name] = value
        }
        guard cursor.collection == .groups, cursor.select.contains("members"), let group = state.groups[id] else {
            return (.object(object), nil)
        }
        let size = faults.memberSliceSize ?? 100
        // One more than the slice, to know whether another follows.
        let ahead = group.memberOrder.lazy.compactMap { group.memberChange($0, since: cursor.since) }
            .dropFirst(memberOffset).prefix(size + 1)
        let found = Array(ahead)
        if !found.isEmpty { object["members@delta"] = .array(Array(found.prefix(size))) }
        return (.object(object), found.count > size ? memberOffset + size : nil)
    }
}

extension DirectoryGroup {
    /// The entry of `members@delta` for one member, if anything happened after `since`.
    fileprivate func memberChange(_ id: String, since: Int) -> JSONValue? {
        guard let membership = memberships[id] else { return nil }
        let reference: [String: JSONValue] = ["@odata.type": .string(membership.kind.rawValue), "id": .string(id)]
        if let removedAt = membership.removedAt {
            guard since > 0, removedAt > since else { return nil }
            return .object(reference.merging(["@removed": ["reason": "deleted"]]) { _, new in new })
        }
        return since == 0 || membership.addedAt > since ? .object(reference) : nil
    }
}
