/// What is remembered for matching: documents, names that reviewers confirmed, alerts.
enum Schema009 {
    static let matchRecords = [
        // `mark` is a keyed digest; the number of no document stands here. One document may have been accepted for
        // several accounts, when a reviewer said so.
        """
        CREATE TABLE document_binding (
            tenant TEXT NOT NULL,
            mark TEXT NOT NULL,
            person TEXT NOT NULL,
            bound_at BIGINT NOT NULL,
            keep_until BIGINT NOT NULL,
            PRIMARY KEY (tenant, mark, person))
        """,
        "CREATE INDEX document_binding_end ON document_binding (keep_until)",
        // Goes with the person: a name is kept for one account and nobody else.
        """
        CREATE TABLE name_alias (
            id TEXT PRIMARY KEY NOT NULL,
            tenant TEXT NOT NULL,
            person TEXT NOT NULL,
            part TEXT NOT NULL,
            name TEXT NOT NULL,
            mark TEXT,
            reviewer TEXT NOT NULL,
            kept_at BIGINT NOT NULL,
            FOREIGN KEY (tenant, person) REFERENCES person (tenant, id) ON DELETE CASCADE)
        """,
        "CREATE UNIQUE INDEX name_alias_name ON name_alias (tenant, person, part, name)",
        """
        CREATE TABLE security_alert (
            id TEXT PRIMARY KEY NOT NULL,
            tenant TEXT NOT NULL,
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            person TEXT NOT NULL,
            reference TEXT NOT NULL,
            code TEXT NOT NULL,
            at BIGINT NOT NULL)
        """,
        "CREATE INDEX security_alert_time ON security_alert (tenant, at)",
        "CREATE INDEX security_alert_session ON security_alert (session)",
        // Telephone numbers and addresses are read from now on, and a delta brings only what changes: one full round.
        "UPDATE directory_cursor SET delta_link = NULL WHERE collection = 'users'",
    ]
}
