package app.kinguard.history

import android.database.sqlite.SQLiteException
import android.util.Log
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.time.HOUR_MS

/**
 * Records what the guard reports. Reporting only adds to a queue; the queue is written in one go when the guard has
 * finished its turn, so a slow or full phone delays no warning. What cannot be written is held until it can, as far as
 * memory allows.
 */
class History(
    private val journal: Journal,
    /** Runs a task after the guard's current one. */
    private val post: (() -> Unit) -> Unit,
    /** Returns the name of the contact at this place in the family. */
    private val relative: (place: Int) -> String?,
) : HistoryPort {
    private val entries = ArrayDeque<TimedEntry>()
    private val events = ArrayDeque<RecordedEvent>()
    private val troubles = mutableMapOf<Trouble, Long>()
    private var posted = false
    private var sinceForgotten = 0

    /** True while something that could not be stored waits for space. */
    @Volatile
    var isBehind = false
        private set

    override fun noted(atMs: Long, entry: Entry) = later {
        if (entry !is Entry.Failed || isNews(entry.trouble, atMs)) entries.addLast(TimedEntry(atMs, entry))
    }

    override fun heard(seenMs: Long, atMs: Long, event: Event) {
        // Looked up before the queue is locked, because the database has a lock of its own.
        val who = (event as? Event.FamilyAnswered)?.let { runCatching { relative(it.contact.toInt()) }.getOrNull() }
        later { events.addLast(RecordedEvent(seenMs, atMs.coerceAtMost(seenMs), event, who)) }
    }

    /** Writes what is queued and deletes what is old. */
    fun tidy(nowMs: Long) {
        flush()
        journal.forget(nowMs)
    }

    private fun later(act: () -> Unit) {
        val first = synchronized(this) {
            act()
            shorten()
            !posted.also { posted = true }
        }
        if (first) post(::flush)
    }

    private fun flush() {
        val (noted, heard) = synchronized(this) {
            posted = false
            (entries.toList() to events.toList()).also {
                entries.clear()
                events.clear()
            }
        }
        if (noted.isEmpty() && heard.isEmpty()) return
        if (kept(noted, heard)) forgetNowAndThen(heard) else putBack(noted, heard)
    }

    /** A phone that floods the guard with events must not fill its own storage before the next quiet hour. */
    private fun forgetNowAndThen(heard: List<RecordedEvent>) {
        sinceForgotten += heard.size
        if (sinceForgotten < FORGET_EVERY) return
        sinceForgotten = 0
        unlessRefused { journal.forget(heard.last().seenMs) }
    }

    private fun putBack(noted: List<TimedEntry>, heard: List<RecordedEvent>) {
        val atMs = (noted.map(TimedEntry::atMs) + heard.map(RecordedEvent::seenMs)).max()
        synchronized(this) {
            entries.addAll(0, noted)
            events.addAll(0, heard)
            if (isNews(Trouble.NOT_STORED, atMs)) entries.addLast(TimedEntry(atMs, Entry.Failed(Trouble.NOT_STORED)))
            shorten()
        }
    }

    private fun kept(noted: List<TimedEntry>, heard: List<RecordedEvent>): Boolean = try {
        journal.keep(noted, heard)
        isBehind = false
        true
    } catch (refused: SQLiteException) {
        Log.w(TAG, "not stored: ${refused.javaClass.simpleName}")
        isBehind = true
        false
    } catch (fault: Exception) {
        // Some of it cannot be written at all. It must not hold up what comes after it.
        Log.w(TAG, "not kept: ${fault.javaClass.simpleName}")
        true
    }

    /** The same trouble is recorded once an hour: otherwise a full phone would record nothing else. */
    private fun isNews(trouble: Trouble, atMs: Long): Boolean {
        val last = troubles[trouble]
        if (last != null && atMs - last in 0 until HOUR_MS) return false
        troubles[trouble] = atMs
        return true
    }

    private fun shorten() {
        while (entries.size > ENTRIES_HELD) entries.removeFirst()
        while (events.size > EVENTS_HELD) events.removeFirst()
    }

    private companion object {
        const val TAG = "history"
        const val ENTRIES_HELD = 500
        const val EVENTS_HELD = 2_000
        const val FORGET_EVERY = 5_000
    }
}
