package app.kinguard.store

/**
 * The additions of each database version to the one before. The first creates the tables. A released step never
 * changes, because a phone that skipped versions runs all of them.
 */
internal val SCHEMA: List<List<String>> =
    listOf(
        listOf(
            "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
            "CREATE TABLE engine (id INTEGER PRIMARY KEY CHECK (id = 0), snapshot TEXT NOT NULL)",
            """CREATE TABLE effect (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
            kind TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0)""",
            """CREATE TABLE standing (id INTEGER PRIMARY KEY CHECK (id = 0), at INTEGER NOT NULL,
            warn TEXT NOT NULL, red INTEGER NOT NULL, amber INTEGER NOT NULL,
            answered INTEGER NOT NULL, calling TEXT)""",
            """CREATE TABLE aside (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
            snapshot TEXT NOT NULL)""",
            // The family.
            """CREATE TABLE contact (id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL,
            name TEXT NOT NULL, number TEXT NOT NULL, language TEXT NOT NULL)""",
            """CREATE TABLE address (id INTEGER PRIMARY KEY AUTOINCREMENT,
            contact INTEGER NOT NULL REFERENCES contact (id), payload TEXT NOT NULL, proved_at INTEGER)""",
            """CREATE TABLE message (id INTEGER PRIMARY KEY AUTOINCREMENT, incident INTEGER, kind TEXT NOT NULL,
            at INTEGER NOT NULL, payload TEXT NOT NULL)""",
            """CREATE TABLE delivery (id INTEGER PRIMARY KEY AUTOINCREMENT,
            message INTEGER NOT NULL REFERENCES message (id), contact INTEGER NOT NULL, address INTEGER NOT NULL,
            at INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT, tries INTEGER NOT NULL DEFAULT 0,
            moved_at INTEGER NOT NULL, next_at INTEGER NOT NULL, repeated INTEGER NOT NULL DEFAULT 0)""",
            """CREATE TABLE token (token TEXT PRIMARY KEY, delivery INTEGER NOT NULL, answer TEXT NOT NULL,
            expires_at INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0)""",
            "CREATE INDEX delivery_state ON delivery (state)",
        ),
        listOf(
            // Removed addresses, for the one message that reports the removal.
            """CREATE TABLE former (address INTEGER PRIMARY KEY, contact INTEGER NOT NULL, name TEXT NOT NULL,
            number TEXT NOT NULL, language TEXT NOT NULL, payload TEXT NOT NULL)""",
            // Health.
            "CREATE TABLE sighting (source TEXT PRIMARY KEY, at INTEGER NOT NULL, waiting INTEGER)",
            "CREATE TABLE proof (link TEXT PRIMARY KEY, at INTEGER NOT NULL, sdk INTEGER NOT NULL)",
            """CREATE TABLE self_test (id TEXT PRIMARY KEY, finding TEXT NOT NULL, at INTEGER NOT NULL, since INTEGER,
            told INTEGER NOT NULL, fine INTEGER)""",
            """CREATE TABLE phone_check (id INTEGER PRIMARY KEY CHECK (id = 0), began INTEGER NOT NULL,
            until INTEGER NOT NULL, ended INTEGER, vouched INTEGER NOT NULL DEFAULT 0)""",
            """CREATE TABLE phone_check_step (step TEXT PRIMARY KEY, last_signal INTEGER NOT NULL, at INTEGER NOT NULL,
            seen INTEGER NOT NULL)""",
            """CREATE TABLE phone_check_signal (id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, sign TEXT,
            at INTEGER NOT NULL, heard INTEGER NOT NULL, words TEXT NOT NULL)""",
            """CREATE TABLE withheld (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, rule TEXT NOT NULL,
            at INTEGER NOT NULL, app TEXT, lacking TEXT NOT NULL)""",
            // The history.
            "CREATE TABLE entry (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, payload TEXT NOT NULL)",
            """CREATE TABLE seen_event (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, seen INTEGER NOT NULL,
            event TEXT NOT NULL, who TEXT)""",
            "CREATE TABLE caller (digest TEXT PRIMARY KEY, place INTEGER NOT NULL, at INTEGER NOT NULL)",
        ),
        listOf(
            // The number of wrong codes given for a test.
            "ALTER TABLE token ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
        ),
        listOf(
            // The incident of a notice that is held back.
            "ALTER TABLE withheld ADD COLUMN incident INTEGER",
        ),
        listOf(
            // Paired devices: keys and counters, encrypted; what was last heard, and said of the guard and of a danger.
            """CREATE TABLE device (address INTEGER PRIMARY KEY, state TEXT NOT NULL, generation INTEGER NOT NULL,
            heard_at INTEGER, last_line TEXT, alive_at INTEGER, alive TEXT, story_at INTEGER, story TEXT)""",
            // What was sealed for them. The same bytes are sent until a server accepts them.
            """CREATE TABLE envelope (id INTEGER PRIMARY KEY AUTOINCREMENT, address INTEGER NOT NULL, delivery INTEGER,
            kind TEXT NOT NULL, counter INTEGER NOT NULL, text TEXT NOT NULL, asks TEXT NOT NULL, challenge TEXT,
            incident INTEGER, about INTEGER, at INTEGER NOT NULL, accepted_at INTEGER, received_at INTEGER,
            next_at INTEGER, tries INTEGER NOT NULL DEFAULT 0)""",
            // Answers that were opened and are not carried out yet.
            """CREATE TABLE device_answer (id INTEGER PRIMARY KEY AUTOINCREMENT, address INTEGER NOT NULL,
            counter INTEGER NOT NULL, ask TEXT NOT NULL, sentence TEXT, envelope INTEGER,
            begun INTEGER NOT NULL DEFAULT 0)""",
            // Without a receipt by then, the next contact is told.
            "ALTER TABLE delivery ADD COLUMN receipt_due INTEGER",
        ),
        listOf(
            // The family's own phone: whom it hears of, what it heard, what it has to send, and what it has to show.
            """CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, link TEXT NOT NULL,
            since TEXT, since_s INTEGER, wake_at INTEGER, asked_at INTEGER NOT NULL)""",
            """CREATE TABLE received (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER NOT NULL,
            at INTEGER NOT NULL, payload TEXT NOT NULL)""",
            """CREATE TABLE outgoing (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER NOT NULL,
            text TEXT NOT NULL)""",
            """CREATE TABLE notice (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER NOT NULL,
            payload TEXT NOT NULL)""",
        ),
        listOf(
            // The sentence of the family on the warning.
            "ALTER TABLE standing ADD COLUMN said_by TEXT",
            "ALTER TABLE standing ADD COLUMN said TEXT",
        ),
    )
