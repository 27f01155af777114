extension Schema001 {
    /// A plain copy of what the directory holds anyway. `folded_*` columns are compared, the others shown.
    static let directory = [
        """
        CREATE TABLE person (
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            round INTEGER NOT NULL,
            user_principal_name TEXT NOT NULL,
            mail TEXT,
            other_mails TEXT NOT NULL,
            display_name TEXT,
            given_name TEXT,
            surname TEXT,
            date_of_birth TEXT,
            account_enabled INTEGER NOT NULL,
            is_guest INTEGER NOT NULL,
            folded_upn TEXT NOT NULL,
            folded_mail TEXT,
            folded_given_name TEXT,
            folded_surname TEXT,
            PRIMARY KEY (tenant, id))
        """,
        "CREATE INDEX person_upn ON person (tenant, folded_upn)",
        "CREATE INDEX person_mail ON person (tenant, folded_mail)",
        "CREATE INDEX person_given_name ON person (tenant, folded_given_name)",
        "CREATE INDEX person_surname ON person (tenant, folded_surname)",
        """
        CREATE TABLE directory_group (
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            round INTEGER NOT NULL,
            display_name TEXT NOT NULL,
            is_assignable_to_role INTEGER NOT NULL,
            PRIMARY KEY (tenant, id))
        """,
        // Members are people or groups; Graph may name them before it shows them, so nothing is referenced here.
        """
        CREATE TABLE group_member (
            tenant TEXT NOT NULL,
            group_id TEXT NOT NULL,
            member_id TEXT NOT NULL,
            round INTEGER NOT NULL,
            PRIMARY KEY (tenant, group_id, member_id))
        """,
        "CREATE INDEX group_member_member ON group_member (tenant, member_id, group_id)",
        """
        CREATE TABLE directory_cursor (
            tenant TEXT NOT NULL,
            collection TEXT NOT NULL,
            round INTEGER NOT NULL,
            delta_link TEXT,
            PRIMARY KEY (tenant, collection))
        """,
    ]
}
