package app.kinguard.guard

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.Capability
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.Level
import app.kinguard.core.effectFromJson
import app.kinguard.core.effectToJson
import app.kinguard.family.Change
import app.kinguard.family.Change.What
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.warning.AlarmVolume
import app.kinguard.warning.FamilySentence

/** The data that the guard keeps beyond the process. Any thread may call. */
class GuardStore(private val database: Database) {
    /**
     * The phone's home region, the regions abroad that are familiar, and how long the guard waits for one contact
     * before it tells the next. Null: the default wait.
     */
    data class Settings(val home: String, val familiarRegions: List<String>, val familyWaitsMs: Long? = null) {
        /** Returns the settings for the engine. [abroad]: see [GuardEnvironment.abroad]. */
        fun changed(abroad: List<String>) =
            Event.SettingsChanged(home, familiarRegions, familyWaitsMs, roaming = abroad.firstOrNull { it != home })

        /** Returns which settings differ from [before]. Null: compares with the defaults. */
        fun changedSince(before: Settings?): Set<Change> = setOfNotNull(
            What.HOME.takeIf { home != before?.home },
            What.REGIONS.takeIf { familiarRegions.toSet() != before?.familiarRegions.orEmpty().toSet() },
            What.PATIENCE.takeIf { familyWaitsMs != before?.familyWaitsMs },
        ).map { Change(it) }.toSet()
    }

    /** The settings. Null until somebody has set them. */
    var settings: Settings?
        get() =
            database.setting(HOME)?.let { home ->
                val regions = database.setting(FAMILIAR).orEmpty().split(',')
                Settings(home, regions.filter(String::isNotEmpty), database.setting(WAITS)?.toLongOrNull())
            }
        set(value) =
            write { database ->
                database.putSetting(HOME, value?.home)
                database.putSetting(FAMILIAR, value?.familiarRegions?.joinToString(","))
                database.putSetting(WAITS, value?.familyWaitsMs?.toString())
            }

    /** The base of the clock. Null before its first start. */
    var timeBase: TimeBase?
        get() = database.setting(TIME)?.let(TimeBase::read)
        set(value) = write { it.putSetting(TIME, value?.write()) }

    /** The stamp of a warning that nobody saw. Null if the latest was seen. */
    var unseenMs: Long?
        get() = database.setting(UNSEEN)?.toLongOrNull()
        set(value) = write { it.putSetting(UNSEEN, value?.toString()) }

    /** The alarm volume that a warning has raised and that must be put back. Null if there is none. */
    var alarmRaised: AlarmVolume.Raised?
        get() =
            database.setting(RAISED)?.split(' ')?.mapNotNull(String::toIntOrNull)?.takeIf { it.size == 2 }?.let {
                AlarmVolume.Raised(it.first(), it.last())
            }
        set(value) = write { it.putSetting(RAISED, value?.run { "$from $to" }) }

    /** Returns the permissions and roles that were missing at the last check. Null before the first. */
    fun lacking(): Set<Capability>? = database.setting(LACKING)?.let { text ->
        text.split(',').mapNotNull { name -> Capability.entries.find { it.name == name } }.toSet()
    }

    /** Returns the engine's latest state. Null if it has none yet. */
    fun snapshot(): String? = using { database ->
        database.rawQuery("SELECT snapshot FROM engine", null).all { getString(0) }.firstOrNull()
    }

    /** Returns the warning of the current danger. Null if there is none. */
    fun standing(): ActiveWarning? = using { database ->
        database
            .rawQuery("SELECT at, warn, red, amber, answered, calling, said_by, said FROM standing", null)
            .all {
                (effectFromJson(getString(1)) as? Effect.Warn)?.let { warn ->
                    ActiveWarning(
                        atMs = getLong(0),
                        warn = warn,
                        reds = getInt(2),
                        ambers = getInt(3),
                        answered = getInt(4) != 0,
                        callingNow = if (isNull(5)) null else getString(5),
                        said = if (isNull(7)) null else FamilySentence(getString(6), getString(7)),
                    )
                }
            }.firstOrNull()
    }

    /**
     * Stores everything that followed from one turn: the engine's state, its effects, and the warning that stands. All
     * or nothing, so that the death of the process can leave neither a warning without its message nor an engine that
     * believes it has spoken.
     */
    fun commit(
        snapshot: String,
        effects: List<Said> = emptyList(),
        standing: ActiveWarning? = standing(),
        time: TimeBase? = null,
        remembered: Map<String, String> = emptyMap(),
        lacking: Set<Capability>? = null,
    ): Unit = write { database ->
        database.execSQL("INSERT OR REPLACE INTO engine (id, snapshot) VALUES (0, ?)", arrayOf(snapshot))
        for (said in effects) {
            val row = ContentValues()
            row.put("at", said.atMs)
            row.put("kind", said.effect.javaClass.simpleName)
            row.put("payload", effectToJson(said.effect))
            row.put("state", State.PENDING.name)
            database.insertOrThrow("effect", null, row)
        }
        database.delete("standing", null, null)
        if (standing != null) {
            val row = ContentValues()
            row.put("id", 0)
            row.put("at", standing.atMs)
            row.put("warn", effectToJson(standing.warn))
            row.put("red", standing.reds)
            row.put("amber", standing.ambers)
            row.put("answered", standing.answered)
            row.put("calling", standing.callingNow)
            row.put("said_by", standing.said?.from)
            row.put("said", standing.said?.words)
            database.insertOrThrow("standing", null, row)
        }
        if (time != null) database.putSetting(TIME, time.write())
        if (lacking != null) database.putSetting(LACKING, lacking.joinToString(",") { it.name })
        remembered.forEach { (key, value) -> database.putSetting(SIGNAL + key, value) }
    }

    /** Returns what a source remembers under [key]. */
    fun remembered(key: String): String? = database.setting(SIGNAL + key)

    /** Returns the latest red warning raised after [sinceMs], or null. */
    fun lastRed(sinceMs: Long): Effect.Warn? = warnings(sinceMs).firstOrNull { it.level == Level.RED }

    /** Returns the warnings raised after [sinceMs], the latest first. */
    fun warnings(sinceMs: Long): List<Effect.Warn> = using { database ->
        database
            .rawQuery("SELECT payload FROM effect WHERE at > ? ORDER BY id DESC", arrayOf("$sinceMs"))
            .all { effectFromJson(getString(0)) }
            .filterIsInstance<Effect.Warn>()
    }

    /** Writes everything that [act] writes, or nothing of it. */
    fun together(act: () -> Unit): Unit = database.write { act() }

    /** Returns the effects that are still to be carried out, in order. */
    fun unfinished(): List<Row> = using { database ->
        database
            .rawQuery(
                "SELECT id, at, payload, state, tries FROM effect WHERE state = ? ORDER BY id",
                arrayOf(State.PENDING.name),
            ).all {
                Row(
                    id = getLong(0),
                    atMs = getLong(1),
                    effect = effectFromJson(getString(2)),
                    state = State.valueOf(getString(3)),
                    tries = getInt(4),
                )
            }
    }

    /** Moves an effect on. Of the finished ones, the latest few are kept to look into complaints. */
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

    /** Keeps a snapshot that cannot be read, so that the cause can be found. Nothing else uses it. */
    fun setAside(snapshot: String, atMs: Long): Unit = write { database ->
        database.execSQL("INSERT INTO aside (at, snapshot) VALUES (?, ?)", arrayOf<Any>(atMs, snapshot))
        database.execSQL(
            "DELETE FROM aside WHERE id <= (SELECT MAX(id) FROM aside) - ?",
            arrayOf(ASIDE_HELD),
        )
        database.delete("engine", null, null)
    }

    /** Returns the snapshots that could not be read, the latest last. */
    fun aside(): List<String> = using { database ->
        database.rawQuery("SELECT snapshot FROM aside ORDER BY id", null).all { getString(0) }
    }

    private fun write(act: (SQLiteDatabase) -> Unit): Unit = database.write(act)

    private fun <T> using(act: (SQLiteDatabase) -> T): T = database.read(act)

    /** The progress of an effect. */
    enum class State {
        /** Not begun, or to be tried again. */
        PENDING,

        DONE,

        /** Tried often enough. */
        GIVEN_UP,
    }

    /** An effect, and the moment at which the core decided on it. */
    data class Said(val atMs: Long, val effect: Effect)

    /** A stored effect. Null if it cannot be read. */
    data class Row(val id: Long, val atMs: Long, val effect: Effect?, val state: State, val tries: Int)

    private companion object {
        const val HOME = "home"
        const val WAITS = "family-waits"
        const val FAMILIAR = "familiar-regions"
        const val LACKING = "lacking"
        const val UNSEEN = "unseen"
        const val RAISED = "alarm-raised"
        const val SIGNAL = "signal-"
        const val TIME = "time"
        const val DONE_HELD = 200
        const val ASIDE_HELD = 3
    }
}
