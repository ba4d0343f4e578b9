package app.kinguard.practice

import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.time.DAY_MS

/** When it was practised, and when that was last spoken of. All times are stamps of the guard's clock. Any thread may call. */
class PracticeStore(private val database: Database) {
    /** The last time; null: never. */
    val lastMs: Long? get() = read(LAST)

    /** The drill was gone through: for a long while nobody speaks of it. */
    fun practised(nowMs: Long) {
        database.write { sql ->
            sql.putSetting(LAST, "$nowMs")
            sql.putSetting(LATER, null)
        }
    }

    /** Whether it is time to offer it again. The first time counts from when the phone was first looked after. */
    fun isDue(nowMs: Long): Boolean {
        val since = read(LAST) ?: read(SINCE) ?: return false.also { write(SINCE, nowMs) }
        return nowMs - since >= EVERY_MS && nowMs >= (read(LATER) ?: Long.MIN_VALUE)
    }

    /** Not now. */
    fun later(nowMs: Long) = write(LATER, nowMs + LATER_MS)

    /** Takes the one turn there is to speak of it; false when that was taken already. */
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

        /** How long "later" holds. */
        const val LATER_MS = 14 * DAY_MS
        private const val SINCE = "practice-since"
        private const val LAST = "practice-last"
        private const val TOLD = "practice-told"
        private const val LATER = "practice-later"
    }
}
