/// Faces that people agreed to let us keep.
enum Schema010 {
    static let references = [
        // One row for a person, with the key that sealed it: deleting the row is what erases. It refers to no session, which
        // is forgotten sooner, and to no row of `person`, which a new copy of the directory replaces.
        """
        CREATE TABLE face_reference (
            tenant TEXT NOT NULL,
            object TEXT NOT NULL,
            model TEXT NOT NULL,
            withdrawal TEXT NOT NULL UNIQUE,
            expires_at BIGINT NOT NULL,
            disabled_since BIGINT,
            wrapped BLOB NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (tenant, object))
        """,
        "CREATE INDEX face_reference_expiry ON face_reference (expires_at)",
    ]
}
