import GRDB

/// Numbered steps from an empty file to the present schema. A step that was released is never changed: add another.
enum Migrations {
    static let all: [(name: String, statements: [String])] = [
        ("001 sessions", Schema001.sessions),
        ("002 outcome", Schema001.outcome),
        ("003 audit", Schema001.audit),
        ("004 directory", Schema001.directory),
        ("005 policies", Schema001.policies),
        ("006 directory changes", Schema006.directoryChanges),
        ("007 signing keys", Schema007.signingKeys),
        ("008 decision bases", Schema008.decisionBases),
        ("009 match records", Schema009.matchRecords),
        ("010 face references", Schema010.references),
    ]

    static var sqlite: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in all {
            migrator.registerMigration(migration.name) { database in
                for statement in migration.statements { try database.execute(sql: statement) }
            }
        }
        return migrator
    }
}
