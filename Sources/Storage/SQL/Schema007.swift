/// What Entra's external method needs beside the sessions: our signing keys, and which hints were used.
enum Schema007 {
    static let signingKeys = [
        // Sealed as a whole, not only the private keys: whoever could add a certificate here would sign people in.
        """
        CREATE TABLE key_ring (
            tenant TEXT NOT NULL,
            issuer TEXT NOT NULL,
            version INTEGER NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (tenant, issuer))
        """,
        """
        CREATE TABLE seen_hint (
            tenant TEXT NOT NULL,
            digest TEXT NOT NULL,
            forgettable_at BIGINT NOT NULL,
            PRIMARY KEY (tenant, digest))
        """,
        "CREATE INDEX seen_hint_end ON seen_hint (forgettable_at)",
    ]
}
