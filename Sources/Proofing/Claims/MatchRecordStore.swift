/// What is remembered between sessions for matching: documents, confirmed names, alerts. Written through the ledger.
package protocol MatchRecordStore: Sendable {
    /// The accounts that were approved with this document.
    func owners(of mark: DocumentMark, tenant: TenantID) async throws -> Set<PersonID>
    /// Latest first.
    func aliases(tenant: TenantID, limit: Int) async throws -> [NameAlias]
    func alias(_ id: AliasID, tenant: TenantID) async throws -> NameAlias?
    /// Latest first.
    func alerts(tenant: TenantID, limit: Int) async throws -> [SecurityAlert]
}
