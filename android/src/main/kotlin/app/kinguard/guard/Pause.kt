package app.kinguard.guard

import android.database.sqlite.SQLiteDatabase
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Family
import app.kinguard.family.Message
import app.kinguard.family.MessageKind
import app.kinguard.signals.EngineClock
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * A pause of the guard until a moment of the wall clock, known to the whole family. Any thread may call.
 *
 * It also ends once its full length has passed, whatever the wall clock says meanwhile. Across a boot only the wall
 * clock says how long the phone was off: if it went backwards, the pause is over.
 */
class Pause(
    private val database: Database,
    private val clock: EngineClock,
    private val ticks: StoredEngineClock.Ticks,
    private val family: Family,
) : PauseState {
    /**
     * The cached content of the store, because every turn asks for it. Set and cleared only while the database is held.
     */
    @Volatile
    private var known: Stored? = null

    /** The end of the pause by the wall clock. Null while the guard works. */
    val untilMs: Long? get() = kept()?.takeUnless(::isOver)?.untilMs

    /** Starts a pause of a day at most. The message to the family and the pause itself are stored together. */
    fun begin(untilMs: Long) {
        val wallMs = ticks.wallClockMs()
        val until = untilMs.coerceAtMost(wallMs + LONGEST_MS)
        store {
            it.putSetting(KEY, Kept(until, wallMs, ticks.boot(), ticks.elapsedMs()).write())
            family.tellAll(MessageKind.PAUSED, Message.Facts(untilMs = until))
        }
        family.deliver()
    }

    @Synchronized
    override fun end() {
        if (stored().pause == null) return
        store {
            it.putSetting(KEY, null)
            it.putSetting(OVER, "${clock.nowMs()}")
            family.tellAll(MessageKind.RESUMED)
        }
        family.deliver()
    }

    override fun isOn(): Boolean {
        val kept = kept() ?: return false
        // If nothing can be written, the guard works all the same.
        if (isOver(kept)) return false.also { unlessRefused(::end) }
        if (!kept.isOfThisBoot()) unlessRefused { goOnFromHere(kept) }
        return true
    }

    override fun remainingMs(): Long? = kept()?.takeUnless(::isOver)?.let { kept ->
        val byWallMs = kept.untilMs - ticks.wallClockMs()
        if (kept.isOfThisBoot()) minOf(byWallMs, kept.spanMs - passedMs(kept)) else byWallMs
    }

    override fun overAtMs(): Long? = stored().overAtMs

    /** Goes on with a pause after a boot, because the clock that only counts time begins anew with each. */
    private fun goOnFromHere(kept: Kept) = store {
        val here = Kept(kept.untilMs, ticks.wallClockMs(), ticks.boot(), ticks.elapsedMs())
        it.putSetting(KEY, here.write())
    }

    private fun isOver(kept: Kept): Boolean {
        val wallMs = ticks.wallClockMs()
        val passed = if (kept.isOfThisBoot()) passedMs(kept) >= kept.spanMs else wallMs < kept.wallMs
        return passed || wallMs >= kept.untilMs
    }

    private fun passedMs(kept: Kept) = ticks.elapsedMs() - kept.elapsedMs

    private fun Kept.isOfThisBoot() = boot == ticks.boot() && elapsedMs <= ticks.elapsedMs()

    private fun kept(): Kept? = stored().pause?.let(Kept::read)

    /** Returns the stored pause. A value that may yet be rolled back is not cached. */
    private fun stored(): Stored = known ?: database.read { sql ->
        Stored(database.setting(KEY), database.setting(OVER)?.toLongOrNull())
            .also { if (!sql.inTransaction()) known = it }
    }

    /** Writes, and reads again at once: the next caller may be on the main thread. */
    private fun store(act: (SQLiteDatabase) -> Unit) {
        database.write { sql ->
            known = null
            act(sql)
        }
        unlessRefused(::stored)
    }

    /** The stored text of [pause]. */
    private class Stored(val pause: String?, val overAtMs: Long?)

    /** A pause as it is stored: its end, and both clocks when it began or was last resumed. */
    private data class Kept(val untilMs: Long, val wallMs: Long, val boot: Int?, val elapsedMs: Long) {
        val spanMs: Long get() = untilMs - wallMs

        fun write(): String = "$untilMs $wallMs ${boot ?: "-"} $elapsedMs"

        companion object {
            /** Reads a stored pause. Null if it cannot be read. */
            fun read(text: String): Kept? {
                val parts = text.split(' ')
                if (parts.size != PARTS) return null
                val (until, wall, boot, elapsed) = parts
                return Kept(
                    until.toLongOrNull() ?: return null,
                    wall.toLongOrNull() ?: return null,
                    boot.toIntOrNull(),
                    elapsed.toLongOrNull() ?: return null,
                )
            }

            private const val PARTS = 4
        }
    }

    companion object {
        const val LONGEST_MS = 24 * 3_600_000L
        private const val KEY = "pause"
        private const val OVER = "pause-over"
    }
}
