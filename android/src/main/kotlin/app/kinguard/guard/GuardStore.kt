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
import app.kinguard.store.textOrNull
import app.kinguard.warning.AlarmVolume

/** What the guard has to keep beyond the process. Any thread may call. */
class GuardStore(private val database: Database) {
    /**
     * Where the phone is at home, which regions abroad are nothing strange, and how long a contact has to answer before
     * the next one is told; null: as long as usual.
     */
    data class Settings(val home: String, val familiarRegions: List<String>, val familyWaitsMs: Long? = null) {
        /** What the engine is told of them. [abroad]: see [GuardEnvironment.abroad]. */
        fun changed(abroad: List<String>) =
            Event.SettingsChanged(home, familiarRegions, familyWaitsMs, roaming = abroad.firstOrNull { it != home })

        /** What is not as [before]; null: as nobody had set anything. */
        fun changedSince(before: Settings?): Set<Change> = setOfNotNull(
            What.HOME.takeIf { home != before?.home },
            What.REGIONS.takeIf { familiarRegions.toSet() != before?.familiarRegions.orEmpty().toSet() },
            What.PATIENCE.takeIf { familyWaitsMs != before?.familyWaitsMs },
        ).map { Change(it) }.toSet()
    }

    /** Null until somebody has set it. */
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

    /** What the clock goes by; null before its first start. */
    var timeBase: TimeBase?
        get() = database.setting(TIME)?.let(TimeBase::read)
        set(value) = write { it.putSetting(TIME, value?.write()) }

    /** The stamp of a warning that nobody saw; null: the latest was seen. */
    var unseenMs: Long?
        get() = database.setting(UNSEEN)?.toLongOrNull()
        set(value) = write { it.putSetting(UNSEEN, value?.toString()) }

    /** The volume of alarms that a warning has raised and that is to be put back; null: none is. */
    var alarmRaised: AlarmVolume.Raised?
        get() =
            database.setting(RAISED)?.split(' ')?.mapNotNull(String::toIntOrNull)?.takeIf { it.size == 2 }?.let {
                AlarmVolume.Raised(it.first(), it.last())
            }
        set(value) = write { it.putSetting(RAISED, value?.run { "$from $to" }) }

    /** Permissions and roles that were lacking when it was last looked at; null before that. */
    fun lacking(): Set<Capability>? = database.setting(LACKING)?.let { text ->
        text.split(',').mapNotNull { name -> Capability.entries.find { it.name == name } }.toSet()
    }

    /** The engine's latest state, or null when it has none yet. */
    fun snapshot(): String? = using { database ->
        database.rawQuery("SELECT snapshot FROM engine", null).all { getString(0) }.firstOrNull()
    }

    /** The warning of the danger that goes on, or null. */
    fun standing(): ActiveWarning? = using { database ->
        database
            .rawQuery("SELECT at, warn, red, amber, answered, calling FROM standing", null)
            .all {
                (effectFromJson(getString(1)) as? Effect.Warn)?.let { warn ->
                    ActiveWarning(
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
            database.insertOrThrow("standing", null, row)
        }
        if (time != null) database.putSetting(TIME, time.write())
        if (lacking != null) database.putSetting(LACKING, lacking.joinToString(",") { it.name })
        remembered.forEach { (key, value) -> database.putSetting(SIGNAL + key, value) }
    }

    /** What a source of facts remembers under [key]. */
    fun remembered(key: String): String? = database.setting(SIGNAL + key)

    /** The latest red warning that was raised after [sinceMs], or null. */
    fun lastRed(sinceMs: Long): Effect.Warn? = warnings(sinceMs).firstOrNull { it.level == Level.RED }

    /** The warnings that were raised after [sinceMs], the latest first. */
    fun warnings(sinceMs: Long): List<Effect.Warn> = using { database ->
        database
            .rawQuery("SELECT payload FROM effect WHERE at > ? ORDER BY id DESC", arrayOf("$sinceMs"))
            .all { effectFromJson(getString(0)) }
            .filterIsInstance<Effect.Warn>()
    }

    /** All that [act] writes, or nothing of it. */
    fun together(act: () -> Unit): Unit = database.write { act() }

    /** What is still to be carried out, in order. */
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

    private fun write(act: (SQLiteDatabase) -> Unit): Unit = database.write(act)

    private fun <T> using(act: (SQLiteDatabase) -> T): T = database.read(act)

    /** How far an effect has come. */
    enum class State {
        /** Not begun, or to be tried again. */
        PENDING,

        DONE,

        /** Tried often enough. */
        GIVEN_UP,
    }

    /** An effect and the moment the core decided on it. */
    data class Said(val atMs: Long, val effect: Effect)

    /** A stored effect; null when it cannot be read. */
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
