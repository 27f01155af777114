import Foundation
import Proofing

/// Names that reviewers confirmed. They lie beside the copy of the directory, which is not sealed either.
enum AliasTable {
    static let columns = "id, person, part, name, mark, reviewer, kept_at"

    /// Keeping the same name twice keeps it once. A change for whoever searches the directory.
    static func keep(_ alias: NameAlias, in connection: any SQLConnection) throws {
        try connection.run(
            """
            INSERT INTO name_alias (id, tenant, person, part, name, mark, reviewer, kept_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (tenant, person, part, name) DO NOTHING
            """,
            [
                .id(alias.id), .id(alias.person.tenant), .id(alias.person.object), .id(alias.name.part),
                .text(alias.name.text), .text(alias.document?.rawValue), .id(alias.reviewer), .time(alias.keptAt),
            ])
        try PersonChanges.note(alias.person, in: connection)
    }

    /// - Throws: `CommitError.conflict` when it is not there.
    static func remove(_ id: AliasID, tenant: TenantID, in connection: any SQLConnection) throws {
        let person = try connection.row(
            "DELETE FROM name_alias WHERE tenant = ?1 AND id = ?2 RETURNING person", [.id(tenant), .id(id)]
        ) { PersonID(tenant: tenant, object: try $0.id(0)) }
        guard let person else { throw CommitError.conflict }
        try PersonChanges.note(person, in: connection)
    }

    /// Gives each person their names. Aliases are few: every one is a reviewer's decision.
    static func attach(
        to people: [DirectoryPerson], tenant: TenantID, in connection: any SQLConnection
    ) throws -> [DirectoryPerson] {
        guard !people.isEmpty else { return [] }
        let names = try names(of: people.count == 1 ? people[0].id.object : nil, tenant: tenant, in: connection)
        guard !names.isEmpty else { return people }
        return people.map { person in
            var person = person
            person.confirmedNames = names[person.id.object] ?? []
            return person
        }
    }

    private static func names(
        of person: ObjectID?, tenant: TenantID, in connection: any SQLConnection
    ) throws -> [ObjectID: [ConfirmedName]] {
        var names: [ObjectID: [ConfirmedName]] = [:]
        try connection.visit(
            """
            SELECT person, part, name FROM name_alias
            WHERE tenant = ?1 AND (?2 IS NULL OR person = ?2) ORDER BY kept_at, id
            """, [.id(tenant), .text(person?.rawValue)]
        ) { row in
            let name = ConfirmedName(part: try row.id(1), text: try row.text(2))
            names[try row.id(0), default: []].append(name)
        }
        return names
    }

    static func decode(_ row: any SQLRow, tenant: TenantID) throws -> NameAlias {
        NameAlias(
            id: try row.id(0), person: PersonID(tenant: tenant, object: try row.id(1)),
            name: ConfirmedName(part: try row.id(2), text: try row.text(3)),
            document: try row.optionalText(4).flatMap(DocumentMark.init(rawValue:)), reviewer: try row.id(5),
            keptAt: try row.time(6))
    }
}
