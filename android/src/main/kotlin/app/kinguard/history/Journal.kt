package app.kinguard.history

import android.content.ContentValues
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import app.kinguard.core.Event
import app.kinguard.core.Level
import app.kinguard.core.Region
import app.kinguard.core.eventFromJson
import app.kinguard.core.eventToJson
import app.kinguard.failure.unlessRefused
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.textOrNull
import app.kinguard.text.withShortLabels
import app.kinguard.time.DAY_MS

/** An entry and its stamp. */
data class TimedEntry(val atMs: Long, val entry: Entry)

/** An event as the engine heard it. [who] is the member of the family it came from, if any. */
data class RecordedEvent(val seenMs: Long, val atMs: Long, val event: Event, val who: String? = null)

/** Stores the history in the database. Thread-safe. */
class Journal(private val database: Database, private val home: () -> Region) {
    private val callers = CallerNumbers(database)

    /** Writes all of it or nothing. Each number is redacted before it is written. */
    fun keep(entries: List<TimedEntry>, events: List<RecordedEvent>): Unit = database.write { sql ->
        entries.forEach { noted ->
            val row = ContentValues()
            row.put("at", noted.atMs)
            row.put("payload", EntryCodec.write(noted.entry))
            sql.insertOrThrow("entry", null, row)
        }
        events.forEach { heard ->
            // Only an event with an invalid region cannot be written, and the engine has refused it, too.
            val event = unlessRefused { eventToJson(redacted(heard)) } ?: return@forEach
            val row = ContentValues()
            row.put("at", heard.atMs)
            row.put("seen", heard.seenMs)
            row.put("event", event)
            row.put("who", heard.who)
            sql.insertOrThrow("seen_event", null, row)
        }
    }

    /** Returns the entries in the order in which they were recorded. */
    fun entries(): List<TimedEntry> = database.read { sql ->
        sql.rawQuery("SELECT at, payload FROM entry ORDER BY id", null)
            .all { EntryCodec.read(getString(1))?.let { TimedEntry(getLong(0), it) } }
            .filterNotNull()
    }

    fun incidents(): List<Incident> = Incident.of(entries())

    /** Returns the events that the engine heard from [fromMs] to [untilMs], both included, in that order. */
    fun events(fromMs: Long, untilMs: Long): List<RecordedEvent> = database.read { sql ->
        val between = arrayOf("$fromMs", "$untilMs")
        sql.rawQuery(
            "SELECT seen, at, event, who FROM seen_event WHERE seen BETWEEN ? AND ? ORDER BY seen, id",
            between,
        )
            .all { heard() }
            .filterNotNull()
    }

    /** Returns the installs among them, which hold the apps' own names. */
    fun installs(fromMs: Long, untilMs: Long): List<RecordedEvent> = database.read { sql ->
        val between = arrayOf("$fromMs", "$untilMs", "%\"type\":\"app_installed\"%")
        sql.rawQuery(
            "SELECT seen, at, event, who FROM seen_event WHERE seen BETWEEN ? AND ? AND event LIKE ? ORDER BY seen, id",
            between,
        ).all { heard() }.filterNotNull()
    }

    /** Deletes what no longer has to be kept. */
    fun forget(nowMs: Long): Unit = database.write { sql ->
        val old = nowMs - KEPT_MS
        sql.execSQL("DELETE FROM entry WHERE at < ?", arrayOf<Any>(old))
        sql.execSQL("DELETE FROM seen_event WHERE seen < ?", arrayOf<Any>(old))
        callers.forget(old)
        val spans = incidents().map { it.events }
        sql.execSQL("DELETE FROM seen_event WHERE seen < ? AND NOT ${within(spans)}", arrayOf<Any>(nowMs - ORDINARY_MS))
        shorten(sql, "seen_event", MOST_ORDINARY, "NOT ${within(spans)}")
        shorten(sql, "seen_event", MOST_EVENTS, "1")
        shorten(sql, "entry", MOST_ENTRIES, "1")
    }

    /**
     * Returns the stamp until which nothing may be deleted, because somebody may ask for the evidence of a red warning;
     * null if deletion is allowed.
     */
    fun keptUntilMs(nowMs: Long): Long? =
        incidents().filter { it.level == Level.RED }.maxOfOrNull { it.untilMs + RED_STAYS_MS }?.takeIf { nowMs < it }

    /**
     * Deletes the incident with this [id], or everything if [id] is null, and reports that through [tell] in the same
     * transaction. Returns whether it did; see [keptUntilMs].
     */
    fun delete(id: Long?, nowMs: Long, tell: () -> Unit): Boolean = database.write {
        if (keptUntilMs(nowMs) != null) return@write false
        if (id == null) deleteAll() else incidents().filter { it.id == id }.forEach(::delete)
        tell()
        true
    }

    /** Deletes the incident completely, except for events that another incident also rests on. */
    internal fun delete(incident: Incident): Unit = database.write { sql ->
        val others = incidents().filter { it.id != incident.id }.map { it.events }
        incident.entries.distinct().forEach { noted ->
            val row = arrayOf("${noted.atMs}", EntryCodec.write(noted.entry))
            sql.delete("entry", "at = ? AND payload = ?", row)
        }
        sql.execSQL("DELETE FROM seen_event WHERE ${within(listOf(incident.events))} AND NOT ${within(others)}")
    }

    internal fun deleteAll(): Unit = database.write { sql ->
        listOf("entry", "seen_event", "caller").forEach { sql.delete(it, null, null) }
    }

    private fun redacted(heard: RecordedEvent): Event = when (val event = heard.event) {
        is Event.CallStarted -> {
            val redaction = Redaction { callers.place(it, heard.seenMs) }
            event.copy(number = redaction.of(event.number?.take(LONGEST_NUMBER), event.line ?: home()))
        }
        else -> event.withShortLabels()
    }

    private fun Cursor.heard(): RecordedEvent? =
        eventFromJson(getString(2))?.let { RecordedEvent(getLong(0), getLong(1), it, textOrNull(3)) }

    private fun within(spans: List<LongRange>): String =
        spans.joinToString(" OR ", "(0 OR ", ")") { "seen BETWEEN ${it.first} AND ${it.last}" }
            .let { if (spans.isEmpty()) "(0)" else it }

    /** Deletes the oldest rows first. */
    private fun shorten(sql: SQLiteDatabase, table: String, most: Int, which: String) = sql.execSQL(
        "DELETE FROM $table WHERE id IN (SELECT id FROM $table WHERE $which ORDER BY id DESC LIMIT -1 OFFSET $most)",
    )

    companion object {
        /** A SIP address has no length limit. */
        private const val LONGEST_NUMBER = 200

        /** The time for which the history is kept at all. */
        const val KEPT_MS = 90 * DAY_MS

        /** Counts from the last word on an incident that reached a red warning. */
        const val RED_STAYS_MS = DAY_MS

        /** The time for which events outside any incident are kept: after that, none can still lead to one. */
        const val ORDINARY_MS = 7 * DAY_MS
        const val MOST_ORDINARY = 20_000
        const val MOST_EVENTS = 50_000
        const val MOST_ENTRIES = 5_000
    }
}
