import Foundation
import Proofing

/// Versions of the policies. They hold rules and reviewers' names, nothing about claimants: nothing here is sealed.
enum PolicyTable {
    /// At most one version of a tenant is in force: an index of the schema says so. Retire the old one first.
    ///
    /// - Throws: `CommitError.conflict` when the version differs or the number is taken.
    static func save(_ policies: PolicyVersion, expecting: Int?, in connection: any SQLConnection) throws {
        let payload = String(decoding: try StoredForm.encode(policies), as: UTF8.self)
        let isActive = policies.state == .active
        let written: Int
        if let expecting {
            guard policies.version > expecting else { throw StorageError.versionNotAdvanced }
            written = try connection.run(
                """
                UPDATE policy_version SET active = ?1, version = ?2, payload = ?3
                WHERE tenant = ?4 AND number = ?5 AND version = ?6
                """,
                [
                    .flag(isActive), .integer(policies.version), .text(payload), .id(policies.tenant),
                    .integer(policies.number), .integer(expecting),
                ])
        } else {
            written = try connection.run(
                """
                INSERT INTO policy_version (tenant, number, active, version, payload)
                VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
                """,
                [
                    .id(policies.tenant), .integer(policies.number), .flag(isActive), .integer(policies.version),
                    .text(payload),
                ])
        }
        guard written == 1 else { throw CommitError.conflict }
    }

    static func find(
        _ condition: String, _ values: [SQLValue], in connection: any SQLConnection
    ) throws -> [PolicyVersion] {
        try connection.rows("SELECT payload FROM policy_version WHERE \(condition)", values) {
            try StoredForm.decode(from: Data(try $0.text(0).utf8))
        }
    }
}

package struct SQLPolicyStore: PolicyStore {
    let engine: any SQLEngine

    package func activePolicies(tenant: TenantID) async throws -> PolicyVersion? {
        try await engine.read { try PolicyTable.find("tenant = ?1 AND active = 1", [.id(tenant)], in: $0).first }
    }

    package func policyVersion(_ number: Int, tenant: TenantID) async throws -> PolicyVersion? {
        try await engine.read {
            try PolicyTable.find("tenant = ?1 AND number = ?2", [.id(tenant), .integer(number)], in: $0).first
        }
    }

    package func policyVersions(tenant: TenantID, limit: Int) async throws -> [PolicyVersion] {
        try await engine.read {
            try PolicyTable.find(
                "tenant = ?1 ORDER BY number DESC LIMIT ?2", [.id(tenant), .integer(limit)], in: $0)
        }
    }
}
