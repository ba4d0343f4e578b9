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

/** An event as the engine heard it; [who] of the family it came from, where it did. */
data class RecordedEvent(val seenMs: Long, val atMs: Long, val event: Event, val who: String? = null)

/** What is remembered, in the database. Any thread may call. */
class Journal(private val database: Database, private val home: () -> Region) {
    private val callers = CallerNumbers(database)

    /** All of it or nothing. A number loses its owner before it is written. */
    fun keep(entries: List<TimedEntry>, events: List<RecordedEvent>): Unit = database.write { sql ->
        entries.forEach { noted ->
            val row = ContentValues()
            row.put("at", noted.atMs)
            row.put("payload", EntryCodec.write(noted.entry))
            sql.insertOrThrow("entry", null, row)
        }
        events.forEach { heard ->
            // Only a region that is none cannot be written, and the engine has refused that event, too.
            val event = unlessRefused { eventToJson(redacted(heard)) } ?: return@forEach
            val row = ContentValues()
            row.put("at", heard.atMs)
            row.put("seen", heard.seenMs)
            row.put("event", event)
            row.put("who", heard.who)
            sql.insertOrThrow("seen_event", null, row)
        }
    }

    /** In the order in which they were noted. */
    fun entries(): List<TimedEntry> = database.read { sql ->
        sql.rawQuery("SELECT at, payload FROM entry ORDER BY id", null)
            .all { EntryCodec.read(getString(1))?.let { TimedEntry(getLong(0), it) } }
            .filterNotNull()
    }

    fun incidents(): List<Incident> = Incident.of(entries())

    /** What the engine heard from [fromMs] until [untilMs], both included, in that order. */
    fun events(fromMs: Long, untilMs: Long): List<RecordedEvent> = database.read { sql ->
        val between = arrayOf("$fromMs", "$untilMs")
        sql.rawQuery(
            "SELECT seen, at, event, who FROM seen_event WHERE seen BETWEEN ? AND ? ORDER BY seen, id",
            between,
        )
            .all { heard() }
            .filterNotNull()
    }

    /** The installs among them, which say how apps call themselves. */
    fun installs(fromMs: Long, untilMs: Long): List<RecordedEvent> = database.read { sql ->
        val between = arrayOf("$fromMs", "$untilMs", "%\"type\":\"app_installed\"%")
        sql.rawQuery(
            "SELECT seen, at, event, who FROM seen_event WHERE seen BETWEEN ? AND ? AND event LIKE ? ORDER BY seen, id",
            between,
        ).all { heard() }.filterNotNull()
    }

    /** What is kept for each incident, and what is not any more. */
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

    /** Until when nothing is deleted, by its stamp: what a red warning rests on may be asked for. Null: from now on. */
    fun keptUntilMs(nowMs: Long): Long? =
        incidents().filter { it.level == Level.RED }.maxOfOrNull { it.untilMs + RED_STAYS_MS }?.takeIf { nowMs < it }

    /**
     * Deletes the incident of this [id], or everything where there is none, and says so ([tell]) in the same transaction.
     * Returns whether it did; see [keptUntilMs].
     */
    fun delete(id: Long?, nowMs: Long, tell: () -> Unit): Boolean = database.write {
        if (keptUntilMs(nowMs) != null) return@write false
        if (id == null) deleteAll() else incidents().filter { it.id == id }.forEach(::delete)
        tell()
        true
    }

    /** Without a trace, except for what another incident also rests on. */
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

    /** The oldest go first. */
    private fun shorten(sql: SQLiteDatabase, table: String, most: Int, which: String) = sql.execSQL(
        "DELETE FROM $table WHERE id IN (SELECT id FROM $table WHERE $which ORDER BY id DESC LIMIT -1 OFFSET $most)",
    )

    companion object {
        /** An address of internet telephony may be as long as its owner likes. */
        private const val LONGEST_NUMBER = 200

        /** As long as the history is kept at all. */
        const val KEPT_MS = 90 * DAY_MS

        /** After the last word on an incident that came to a red warning. */
        const val RED_STAYS_MS = DAY_MS

        /** What belongs to no incident: until it can be told that none followed from it. */
        const val ORDINARY_MS = 7 * DAY_MS
        const val MOST_ORDINARY = 20_000
        const val MOST_EVENTS = 50_000
        const val MOST_ENTRIES = 5_000
    }
}
