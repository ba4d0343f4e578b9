package app.kinguard.practice

import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.time.DAY_MS

/** Stores the time of the last drill and of the last offer. All times are stamps of the guard's clock. Thread-safe. */
class PracticeStore(private val database: Database) {
    /** The time of the last drill, or null if there was none. */
    val lastMs: Long? get() = read(LAST)

    /** Records a finished drill: for a long while none is offered. */
    fun practised(nowMs: Long) {
        database.write { sql ->
            sql.putSetting(LAST, "$nowMs")
            sql.putSetting(LATER, null)
        }
    }

    /** Returns whether a drill is due. The first one counts from the first call. */
    fun isDue(nowMs: Long): Boolean {
        val since = read(LAST) ?: read(SINCE) ?: return false.also { write(SINCE, nowMs) }
        return nowMs - since >= EVERY_MS && nowMs >= (read(LATER) ?: Long.MIN_VALUE)
    }

    /** Postpones the drill. It is offered again after that: "later" is no "no". */
    fun later(nowMs: Long) {
        database.write { sql ->
            sql.putSetting(LATER, "${nowMs + LATER_MS}")
            sql.putSetting(TOLD, null)
        }
    }

    /** Takes the one turn to offer the drill. Returns false if it is not due or the turn was taken already. */
    fun takeTurn(nowMs: Long): Boolean {
        val told = read(TOLD)
        if (!isDue(nowMs) || (told != null && nowMs - told < EVERY_MS)) return false
        write(TOLD, nowMs)
        return true
    }

    private fun read(key: String): Long? = database.setting(key)?.toLongOrNull()

    private fun write(key: String, ms: Long): Unit = database.write { it.putSetting(key, "$ms") }

    companion object {

        /** Thirteen weeks: three months, and on the same day of the week. */
        const val EVERY_MS = 13 * 7 * DAY_MS

        /** The time for which "later" holds. */
        const val LATER_MS = 14 * DAY_MS
        private const val SINCE = "practice-since"
        private const val LAST = "practice-last"
        private const val TOLD = "practice-told"
        private const val LATER = "practice-later"
    }
}
