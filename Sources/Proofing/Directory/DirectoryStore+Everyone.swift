extension DirectoryStore {
    /// Goes through the whole copy of the directory, a thousand people at a time, by object id.
    func everyone(of tenant: TenantID, _ body: (DirectoryPerson) -> Void) async throws {
        let page = 1_000
        var last: ObjectID?
        while true {
            let found = try await people(tenant: tenant, after: last, limit: page)
            found.forEach(body)
            guard let end = found.last, found.count == page else { return }
            last = end.id.object
        }
    }
}
