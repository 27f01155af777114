/// Why the store did not do what it was asked. Nothing was written then.
package enum StorageError: Error, Sendable, Equatable {
    /// There is no database at this path, or it lacks migrations: run `countersign migrate`.
    case notMigrated(path: String)
    /// A newer version of the program has changed the database; this one would not understand it.
    case newerDatabase(path: String)
    /// The root key is not the one this database was made with.
    case wrongRootKey
    /// What is stored cannot be opened or decoded: changed by hand, swapped, or written under another key.
    case unreadable(String)
    /// A row of one tenant inside another tenant's unit of work.
    case wrongTenant
    /// A changed value must carry a higher version than the one it replaces.
    case versionNotAdvanced
    case unknownSession
    /// A directory page of a round that is not the running one: a second sync is at work, or an old one woke up.
    case staleRound(expected: Int, found: Int)
    /// The capability is in use already.
    case duplicate
}
