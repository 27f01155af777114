/// What automatic decisions rested on, for trying other policies on them.
enum Schema008 {
    static let decisionBases = [
        // Sealed under the key of the session's record, and gone with the session.
        """
        CREATE TABLE decision_basis (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            decided_at BIGINT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (session, number))
        """,
        "CREATE INDEX decision_basis_time ON decision_basis (tenant, decided_at, session, number)",
    ]
}
