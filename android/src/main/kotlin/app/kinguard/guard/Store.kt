package app.kinguard.guard

import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.DatabaseErrorHandler
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteDatabaseCorruptException
import android.database.sqlite.SQLiteException
import android.database.sqlite.SQLiteOpenHelper
import app.kinguard.core.Capability
import app.kinguard.core.Effect
import app.kinguard.warning.Relative
import java.io.File

/**
 * All that has to survive the process, in one database: one file can be kept aside whole, and one transaction holds
 * what belongs together.
 *
 * A database that cannot be read is renamed, [onUnreadable] is told, and an empty one takes its place: a guard that
 * has forgotten is worth more than one that crashes at every start. Any thread may call.
 */
class Store(
    private val context: Context,
    private val name: String = "kinguard.db",
    private val onUnreadable: () -> Unit = {},
) : AutoCloseable {
    private var helper = Helper()

    /**
     * Where the phone is at home, which regions abroad are nothing strange, and how long a contact has to answer before
     * the next one is told; null: as long as usual.
     */
    data class Settings(val home: String, val familiarRegions: List<String>, val familyWaitsMs: Long? = null)

    /** Null until somebody has set it. */
    var settings: Settings?
        get() =
            setting(HOME)?.let { home ->
                val regions = setting(FAMILIAR).orEmpty().split(',')
                Settings(home, regions.filter(String::isNotEmpty), setting(WAITS)?.toLongOrNull())
            }
        set(value) =
            write { database ->
                database.put(HOME, value?.home)
                database.put(FAMILIAR, value?.familiarRegions?.joinToString(","))
                database.put(WAITS, value?.familyWaitsMs?.toString())
            }

    /** The first to call first. The core knows them by their place in this list. */
    var family: List<Relative>
        get() =
            using { database ->
                database
                    .rawQuery("SELECT name, number FROM family ORDER BY place", null)
                    .all { Relative(getString(0), getString(1)) }
            }
        set(value) =
            write { database ->
                database.delete("family", null, null)
                value.forEachIndexed { place, relative ->
                    val row = ContentValues()
                    row.put("place", place)
                    row.put("name", relative.name)
                    row.put("number", relative.number)
                    database.insertOrThrow("family", null, row)
                }
            }

    /** What the clock goes by; null before its first start. */
    var timeBase: TimeBase?
        get() = setting(TIME)?.let(TimeBase::read)
        set(value) = write { it.put(TIME, value?.write()) }

    /** Permissions and roles that were lacking when it was last looked at; null before that. */
    fun lacking(): Set<Capability>? = setting(LACKING)?.let { text ->
        text.split(',').mapNotNull { name -> Capability.entries.find { it.name == name } }.toSet()
    }

    /** The engine's latest state, or null when it has none yet. */
    fun snapshot(): String? = using { database ->
        database.rawQuery("SELECT snapshot FROM engine", null).all { getString(0) }.firstOrNull()
    }

    /** The warning of the danger that goes on, or null. */
    fun standing(): Standing? = using { database ->
        database
            .rawQuery("SELECT at, warn, red, amber, answered, calling FROM standing", null)
            .all {
                (EffectText.read(getString(1)) as? Effect.Warn)?.let { warn ->
                    Standing(
                        atMs = getLong(0),
                        warn = warn,
                        reds = getInt(2),
                        ambers = getInt(3),
                        answered = getInt(4) != 0,
                        callingNow = if (isNull(5)) null else getString(5),
                    )
                }
            }.firstOrNull()
    }

    /**
     * Keeps all that followed from one look at the world: what the engine knows now, what is to be done about it, and
     * the warning that stands. All or nothing, so that no death of the process can leave a warning without its message
     * or an engine that believes it had spoken.
     */
    fun commit(
        snapshot: String,
        effects: List<Said> = emptyList(),
        standing: Standing? = standing(),
        time: TimeBase? = null,
        remembered: Map<String, String> = emptyMap(),
        lacking: Set<Capability>? = null,
    ): Unit = write { database ->
        database.execSQL("INSERT OR REPLACE INTO engine (id, snapshot) VALUES (0, ?)", arrayOf(snapshot))
        for (said in effects) {
            val row = ContentValues()
            row.put("at", said.atMs)
            row.put("kind", said.effect.javaClass.simpleName)
            row.put("payload", EffectText.write(said.effect))
            row.put("state", State.PENDING.name)
            database.insertOrThrow("effect", null, row)
        }
        database.delete("standing", null, null)
        if (standing != null) {
            val row = ContentValues()
            row.put("id", 0)
            row.put("at", standing.atMs)
            row.put("warn", EffectText.write(standing.warn))
            row.put("red", standing.reds)
            row.put("amber", standing.ambers)
            row.put("answered", standing.answered)
            row.put("calling", standing.callingNow)
            database.insertOrThrow("standing", null, row)
        }
        if (time != null) database.put(TIME, time.write())
        if (lacking != null) database.put(LACKING, lacking.joinToString(",") { it.name })
        remembered.forEach { (key, value) -> database.put(SIGNAL + key, value) }
    }

    /** What a source of facts remembers under [key]. */
    fun remembered(key: String): String? = setting(SIGNAL + key)

    /** What is still to be carried out, in order. */
    fun unfinished(): List<Row> = using { database ->
        database
            .rawQuery(
                "SELECT id, at, payload, state, tries FROM effect WHERE state IN (?, ?) ORDER BY id",
                arrayOf(State.PENDING.name, State.HANDED.name),
            ).all {
                Row(
                    id = getLong(0),
                    atMs = getLong(1),
                    effect = EffectText.read(getString(2)),
                    state = State.valueOf(getString(3)),
                    tries = getInt(4),
                )
            }
    }

    /** Moves an effect on. Of those that are done, the latest few are left for whoever looks into a complaint. */
    fun mark(row: Row, state: State): Unit = write { database ->
        database.execSQL(
            "UPDATE effect SET state = ?, tries = tries + ? WHERE id = ?",
            arrayOf<Any>(state.name, if (state == State.PENDING) 1 else 0, row.id),
        )
        if (state == State.DONE) {
            database.execSQL(
                "DELETE FROM effect WHERE id <= ? AND state IN (?, ?)",
                arrayOf<Any>(row.id - DONE_HELD, State.DONE.name, State.GIVEN_UP.name),
            )
        }
    }

    /** Keeps a snapshot that cannot be read, for whoever finds out why, and forgets it otherwise. */
    fun setAside(snapshot: String, atMs: Long): Unit = write { database ->
        database.execSQL("INSERT INTO aside (at, snapshot) VALUES (?, ?)", arrayOf<Any>(atMs, snapshot))
        database.execSQL(
            "DELETE FROM aside WHERE id <= (SELECT MAX(id) FROM aside) - ?",
            arrayOf(ASIDE_HELD),
        )
        database.delete("engine", null, null)
    }

    /** The snapshots that could not be read, the latest last. */
    fun aside(): List<String> = using { database ->
        database.rawQuery("SELECT snapshot FROM aside ORDER BY id", null).all { getString(0) }
    }

    @Synchronized
    override fun close(): Unit = helper.close()

    private fun setting(key: String): String? = using { database ->
        database
            .rawQuery("SELECT value FROM setting WHERE key = ?", arrayOf(key))
            .all { getString(0) }
            .firstOrNull()
    }

    private fun SQLiteDatabase.put(key: String, value: String?) {
        if (value == null) {
            delete("setting", "key = ?", arrayOf(key))
        } else {
            execSQL("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", arrayOf(key, value))
        }
    }

    private fun write(act: (SQLiteDatabase) -> Unit): Unit = using { database ->
        database.beginTransaction()
        try {
            act(database)
            database.setTransactionSuccessful()
        } finally {
            database.endTransaction()
        }
    }

    /** Damage may show at any page, long after opening. Then the file is set aside and the act tried once more. */
    @Synchronized
    private fun <T> using(act: (SQLiteDatabase) -> T): T = try {
        act(helper.writableDatabase)
    } catch (_: SQLiteDatabaseCorruptException) {
        act(anew())
    } catch (_: FromLaterVersion) {
        act(anew())
    }

    private fun anew(): SQLiteDatabase {
        helper.close()
        keepAside()
        helper = Helper()
        return helper.writableDatabase
    }

    /** Renames the file and its companions. Android's own answer to damage is to delete them. */
    private fun keepAside() {
        val file = context.getDatabasePath(name)
        if (!file.exists()) return
        asideFiles(file).sorted().dropLast(FILES_ASIDE - 1).forEach(File::delete)
        val number =
            asideFiles(file).mapNotNull { it.name.substringAfterLast('-').toIntOrNull() }.maxOrNull() ?: 0
        file.renameTo(file.resolveSibling("$name$ASIDE%03d".format(number + 1)))
        for (companion in listOf("-journal", "-wal", "-shm")) file.resolveSibling(name + companion).delete()
        onUnreadable()
    }

    private fun asideFiles(file: File): List<File> = file.parentFile
        ?.listFiles()
        .orEmpty()
        .filter { it.name.startsWith(name + ASIDE) }

    /** Reads every row. */
    private fun <T> Cursor.all(read: Cursor.() -> T): List<T> =
        use { cursor -> List(cursor.count) { cursor.moveToNext().let { cursor.read() } } }

    private inner class Helper :
        SQLiteOpenHelper(
            context,
            name,
            null,
            STEPS.size,
            DatabaseErrorHandler { database ->
                if (database.isOpen) database.close()
                keepAside()
            },
        ) {
        override fun onCreate(database: SQLiteDatabase) = onUpgrade(database, 0, STEPS.size)

        override fun onUpgrade(database: SQLiteDatabase, from: Int, to: Int) =
            STEPS.subList(from, to).forEach { step -> step.forEach(database::execSQL) }

        override fun onDowngrade(database: SQLiteDatabase, from: Int, to: Int): Unit = throw FromLaterVersion()
    }

    private class FromLaterVersion : SQLiteException()

    /** How far an effect has come. */
    enum class State {
        /** Not begun, or to be tried again. */
        PENDING,

        /** Being handed over, and not to be repeated should the process die now. */
        HANDED,

        DONE,

        /** Tried often enough. */
        GIVEN_UP,
    }

    /** An effect and the moment the core decided on it. */
    data class Said(val atMs: Long, val effect: Effect)

    /** A stored effect; null when it cannot be read. */
    data class Row(val id: Long, val atMs: Long, val effect: Effect?, val state: State, val tries: Int)

    private companion object {
        /**
         * What each version added to the one before; the first makes the tables. A step that was ever shipped is never
         * changed: a phone that skipped versions goes through all of them.
         */
        val STEPS =
            listOf(
                listOf(
                    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
                    "CREATE TABLE family (place INTEGER PRIMARY KEY, name TEXT NOT NULL, number TEXT NOT NULL)",
                    "CREATE TABLE engine (id INTEGER PRIMARY KEY CHECK (id = 0), snapshot TEXT NOT NULL)",
                    """CREATE TABLE effect (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
                    kind TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL,
                    tries INTEGER NOT NULL DEFAULT 0)""",
                    """CREATE TABLE standing (id INTEGER PRIMARY KEY CHECK (id = 0), at INTEGER NOT NULL,
                    warn TEXT NOT NULL, red INTEGER NOT NULL, amber INTEGER NOT NULL,
                    answered INTEGER NOT NULL, calling TEXT)""",
                    """CREATE TABLE aside (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
                    snapshot TEXT NOT NULL)""",
                ),
            )

        const val HOME = "home"
        const val WAITS = "family-waits"
        const val FAMILIAR = "familiar-regions"
        const val LACKING = "lacking"
        const val SIGNAL = "signal-"
        const val TIME = "time"
        const val ASIDE = "-unreadable-"
        const val DONE_HELD = 200
        const val ASIDE_HELD = 3
        const val FILES_ASIDE = 3
    }
}
