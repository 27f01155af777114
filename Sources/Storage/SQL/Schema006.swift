/// What changed in the copy of the directory since a reader last looked, for the index that each node keeps in memory.
enum Schema006 {
    static let directoryChanges = [
        // One row for everybody who is or was there, with the number of the transaction that last changed what is
        // compared. Who is in no row of `person` any more was removed.
        """
        CREATE TABLE person_change (
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            revision BIGINT NOT NULL,
            PRIMARY KEY (tenant, id))
        """,
        "CREATE INDEX person_change_revision ON person_change (tenant, revision, id)",
        "INSERT INTO person_change (tenant, id, revision) SELECT tenant, id, 1 FROM person",
        // Claims from attributes that the configuration names, as JSON.
        "ALTER TABLE person ADD COLUMN profile TEXT NOT NULL DEFAULT '{}'",
        // Names are searched in the index, which also finds those who only sound alike.
        "DROP INDEX person_given_name",
        "DROP INDEX person_surname",
        "ALTER TABLE person DROP COLUMN folded_given_name",
        "ALTER TABLE person DROP COLUMN folded_surname",
    ]
}
