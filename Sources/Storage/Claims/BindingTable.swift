import Foundation
import Proofing

/// Which accounts were approved with which document.
enum BindingTable {
    /// - Throws: `CommitError.conflict` when so many other accounts as `others` are not bound to the document: somebody
    ///   was approved with it after this decision looked.
    static func bind(_ binding: DocumentBinding, others: Int, in connection: any SQLConnection) throws {
        let tenant = binding.person.tenant
        let found = try owners(of: binding.mark, tenant: tenant, in: connection).subtracting([binding.person])
        guard found.count == others else { throw CommitError.conflict }
        try connection.run(
            """
            INSERT INTO document_binding (tenant, mark, person, bound_at, keep_until) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (tenant, mark, person) DO UPDATE SET keep_until = excluded.keep_until
            """,
            [
                .id(tenant), .id(binding.mark), .id(binding.person.object), .time(binding.boundAt),
                .time(binding.keepUntil),
            ])
    }

    static func owners(of mark: DocumentMark, tenant: TenantID, in connection: any SQLConnection) throws -> Set<
        PersonID
    > {
        Set(
            try connection.rows(
                "SELECT person FROM document_binding WHERE tenant = ?1 AND mark = ?2", [.id(tenant), .id(mark)]
            ) { PersonID(tenant: tenant, object: try $0.id(0)) })
    }
}
