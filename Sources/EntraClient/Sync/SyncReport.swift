import Proofing

/// What one run of the directory sync did.
package struct SyncReport: Sendable, Equatable {
    package var users = CollectionReport()
    package var groups = CollectionReport()
    package init() {}

    package subscript(collection: DirectoryCollection) -> CollectionReport {
        get { collection == .users ? users : groups }
        set { if collection == .users { users = newValue } else { groups = newValue } }
    }
}

package struct CollectionReport: Sendable, Equatable {
    /// Whether everything was read anew instead of the changes only.
    package var wasFullRound = false
    package var pages = 0
    /// Elements written; Graph repeats objects, so this can exceed their number.
    package var written = 0
    package var removed = 0
    package var membersAdded = 0
    package var membersRemoved = 0
    /// Accounts without a usable id or user principal name, left out.
    package var unusable = 0
    /// Dates of birth that are no date, left out.
    package var unreadableBirthdates = 0
    package var seconds = 0.0
    package init() {}
}

/// Where a running sync stands, for somebody who watches.
package struct SyncProgress: Sendable, Equatable {
    package var collection: DirectoryCollection
    package var written: Int
    package var seconds: Double
    /// Objects a second since the round began.
    package var rate: Double { seconds > 0 ? Double(written) / seconds : 0 }
    package init(collection: DirectoryCollection, written: Int, seconds: Double) {
        self.collection = collection
        self.written = written
        self.seconds = seconds
    }
}
