package app.kinguard.lock

import app.kinguard.guard.StoredEngineClock
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.time.HOUR_MS
import app.kinguard.time.MINUTE_MS

/**
 * Counts wrong attempts and makes the next one wait, each time longer. Thread-safe.
 *
 * Only time with the phone on counts, and the wall clock does not matter: changing it, switching the phone off or
 * killing the process does not shorten the wait.
 */
class AttemptLimiter(private val database: Database, private val ticks: StoredEngineClock.Ticks) {
    /** The attempts that are left, or the wait. */
    sealed interface State {
        /** The number of attempts before the next wait. */
        data class Left(val tries: Int) : State

        data class Wait(val ms: Long) : State
    }

    fun state(): State {
        val kept = kept()
        val waitMs = kept.leftMs()
        return if (waitMs > 0) State.Wait(waitMs) else State.Left((FREE - kept.wrong).coerceAtLeast(1))
    }

    /**
     * Uses up one attempt before it is known to be right, so a process that dies in between has used it up. Returns
     * whether there was one.
     */
    @Synchronized
    fun take(): Boolean {
        val kept = kept()
        if (kept.leftMs() > 0) return false
        val wrong = kept.wrong + 1
        keep(Kept(wrong, waitMs(wrong), ticks.boot(), ticks.elapsedMs()))
        return true
    }

    /** Stores the rest of a wait, which lets the wait end even on a phone that restarts every night. */
    @Synchronized
    fun settle() {
        val kept = kept()
        if (kept.waitMs == 0L) return
        keep(kept.copy(waitMs = kept.leftMs().coerceAtLeast(0), boot = ticks.boot(), elapsedMs = ticks.elapsedMs()))
    }

    /** Resets the count after a right attempt. Call it within the transaction that it belongs to, if any. */
    fun forgive() = database.write { it.putSetting(KEY, null) }

    /** After a boot, the wait that was last stored starts again on the clock of that boot. */
    @Synchronized
    private fun kept(): Kept {
        val kept = database.setting(KEY)?.let(Kept::read) ?: return NONE
        val sameBoot = kept.boot == ticks.boot() && kept.elapsedMs <= ticks.elapsedMs()
        if (sameBoot || kept.waitMs == 0L) return kept
        return kept.copy(boot = ticks.boot(), elapsedMs = ticks.elapsedMs()).also(::keep)
    }

    /** Never longer than the stored wait: without a wait, the moment may be one of an earlier boot. */
    private fun Kept.leftMs() = (waitMs - (ticks.elapsedMs() - elapsedMs)).coerceAtMost(waitMs)

    private fun keep(kept: Kept) = database.write { it.putSetting(KEY, kept.write()) }

    /** The number of wrong attempts, and a wait that starts at a moment of the clock since boot. */
    private data class Kept(val wrong: Int, val waitMs: Long, val boot: Int?, val elapsedMs: Long) {
        fun write() = "$wrong $waitMs ${boot ?: "-"} $elapsedMs"

        companion object {
            /** An unreadable text suggests tampering, so it counts as the longest wait. */
            fun read(text: String): Kept {
                val parts = text.split(' ').map(String::toLongOrNull)
                val (wrong, wait, boot, elapsed) = parts + List(PARTS) { null }
                return Kept((wrong ?: FREE.toLong()).toInt(), wait ?: LONGEST_MS, boot?.toInt(), elapsed ?: 0)
            }

            private const val PARTS = 4
        }
    }

    companion object {
        /** The number of wrong attempts before the first wait. */
        const val FREE = 5
        private const val KEY = "lock-tries"
        private const val LONGEST_MS = 24 * HOUR_MS
        private val FIRST_MS = listOf(MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS)
        private val NONE = Kept(0, 0, null, 0)

        /** Returns the wait after this many wrong attempts. */
        fun waitMs(wrong: Int): Long {
            val place = wrong - FREE
            if (place < 0) return 0
            FIRST_MS.getOrNull(place)?.let { return it }
            val doublings = (place - FIRST_MS.lastIndex).coerceAtMost(MOST_DOUBLINGS)
            return (HOUR_MS shl doublings).coerceAtMost(LONGEST_MS)
        }

        private const val MOST_DOUBLINGS = 5
    }
}
