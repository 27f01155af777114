/// The properties of one directory object with the moment each last changed, which is what a delta query asks for.
///
/// Moments are sequence numbers of the tenant, not times: two changes in one second still have an order. A property
/// that is present with `.null` was once set and then cleared; one that is absent was never set (contract C.1).
package struct TrackedObject: Sendable {
    package private(set) var values: [String: JSONValue] = [:]
    private(set) var changedAt: [String: Int] = [:]
    let createdAt: Int
    private(set) var lifeChangedAt: Int
    private(set) var removal: RemovalReason?

    /// `changed`: in the recycle bin and restorable. `deleted`: gone for good.
    package enum RemovalReason: String, Sendable { case changed, deleted }

    init(_ properties: [String: JSONValue], at moment: Int) {
        createdAt = moment
        lifeChangedAt = moment
        for (name, value) in properties where !value.isNull {
            values[name] = value
            changedAt[name] = moment
        }
    }

    subscript(name: String) -> JSONValue? { values[name] }

    /// Returns whether anything changed. Clearing what was never set is not a change.
    @discardableResult
    mutating func set(_ name: String, to value: JSONValue, at moment: Int) -> Bool {
        let current = values[name]
        guard current != value, !(current == nil && value.isNull) else { return false }
        values[name] = value
        changedAt[name] = moment
        return true
    }

    mutating func remove(_ reason: RemovalReason, at moment: Int) {
        removal = reason
        lifeChangedAt = moment
        if reason == .deleted { values = [:] }
    }

    mutating func restore(at moment: Int) {
        removal = nil
        lifeChangedAt = moment
    }

    /// The last moment at which someone watching only `names` would have noticed something.
    func lastChange(watching names: some Sequence<String>) -> Int {
        names.reduce(lifeChangedAt) { max($0, changedAt[$1] ?? 0) }
    }
}
