/// The first schema. Columns hold what is searched; everything about a person stands sealed in `payload`.
enum Schema001 {
    static let sessions = [
        """
        CREATE TABLE key_check (name TEXT PRIMARY KEY NOT NULL, code BLOB NOT NULL)
        """,
        """
        CREATE TABLE session (
            id TEXT PRIMARY KEY NOT NULL,
            tenant TEXT NOT NULL,
            phase TEXT NOT NULL,
            version INTEGER NOT NULL,
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            handover TEXT,
            payload BLOB NOT NULL)
        """,
        "CREATE UNIQUE INDEX session_handover ON session (handover) WHERE handover IS NOT NULL",
        "CREATE INDEX session_expiry ON session (expires_at)",
        // Deleting the row is what erases: everything sealed with the key is unreadable afterwards.
        """
        CREATE TABLE data_key (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            purpose TEXT NOT NULL,
            wrapped BLOB NOT NULL,
            PRIMARY KEY (session, purpose))
        """,
        """
        CREATE TABLE evidence (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (session, kind))
        """,
        """
        CREATE TABLE retention (
            session TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            keep_until BIGINT NOT NULL)
        """,
        """
        CREATE TABLE return_link (
            session TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            digest TEXT NOT NULL UNIQUE,
            expires_at BIGINT NOT NULL)
        """,
        "CREATE TABLE attempt (subject TEXT NOT NULL, made_at BIGINT NOT NULL)",
        "CREATE INDEX attempt_subject ON attempt (subject, made_at)",
    ]

    static let outcome = [
        """
        CREATE TABLE decision (
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (session, number))
        """,
        // At most one issuance per session: the database's own word for invariant I1.
        """
        CREATE TABLE issuance (
            id TEXT PRIMARY KEY NOT NULL,
            tenant TEXT NOT NULL,
            session TEXT NOT NULL UNIQUE,
            person TEXT NOT NULL,
            state TEXT NOT NULL,
            deadline BIGINT,
            issued_at BIGINT,
            fence INTEGER NOT NULL,
            version INTEGER NOT NULL,
            payload TEXT NOT NULL)
        """,
        "CREATE INDEX issuance_person ON issuance (tenant, person)",
        "CREATE INDEX issuance_state ON issuance (state)",
        """
        CREATE TABLE lease (
            name TEXT PRIMARY KEY NOT NULL,
            holder TEXT NOT NULL,
            fence INTEGER NOT NULL,
            expires_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE review_case (
            id TEXT PRIMARY KEY NOT NULL,
            tenant TEXT NOT NULL,
            session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            state TEXT NOT NULL,
            opened_at BIGINT NOT NULL,
            decided_at BIGINT,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL)
        """,
        "CREATE INDEX review_case_state ON review_case (tenant, state, opened_at)",
        """
        CREATE TABLE reviewer_link (
            digest TEXT PRIMARY KEY NOT NULL,
            reviewer TEXT NOT NULL,
            account_tenant TEXT,
            account_object TEXT,
            expires_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE reviewer_session (
            digest TEXT PRIMARY KEY NOT NULL,
            reviewer TEXT NOT NULL,
            account_tenant TEXT,
            account_object TEXT,
            expires_at BIGINT NOT NULL)
        """,
        """
        CREATE TABLE outbox (
            id TEXT PRIMARY KEY NOT NULL,
            tenant TEXT NOT NULL,
            template TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            due_at BIGINT NOT NULL,
            state TEXT NOT NULL,
            tries INTEGER NOT NULL,
            last_code TEXT,
            payload BLOB)
        """,
        "CREATE INDEX outbox_due ON outbox (state, due_at)",
    ]

    static let audit = [
        """
        CREATE TABLE audit_entry (
            tenant TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            session TEXT,
            bytes BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (tenant, sequence))
        """,
        "CREATE INDEX audit_entry_session ON audit_entry (session)",
        """
        CREATE TABLE audit_head (
            tenant TEXT PRIMARY KEY NOT NULL,
            sequence BIGINT NOT NULL,
            hash BLOB NOT NULL,
            code BLOB NOT NULL)
        """,
    ]

    static let policies = [
        """
        CREATE TABLE policy_version (
            tenant TEXT NOT NULL,
            number INTEGER NOT NULL,
            active INTEGER NOT NULL,
            version INTEGER NOT NULL,
            payload TEXT NOT NULL,
            PRIMARY KEY (tenant, number))
        """,
        "CREATE UNIQUE INDEX policy_version_active ON policy_version (tenant) WHERE active = 1",
        // Whoever was signed in before there were roles decides cases.
        "ALTER TABLE reviewer_link ADD COLUMN role TEXT NOT NULL DEFAULT 'reviewer'",
        "ALTER TABLE reviewer_session ADD COLUMN role TEXT NOT NULL DEFAULT 'reviewer'",
    ]
}
