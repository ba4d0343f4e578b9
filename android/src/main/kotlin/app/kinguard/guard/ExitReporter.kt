package app.kinguard.guard

import app.kinguard.family.Family
import app.kinguard.family.Message
import app.kinguard.family.MessageKind
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.signals.EngineClock
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * Reports why earlier processes of this app ended: each end once, in the history, and to the family if somebody stopped
 * the app by hand. Android tells nobody, and a fraudster who asked for it stays on the line. Runs on the guard's
 * thread.
 */
class ExitReporter(
    private val exits: () -> List<ProcessExit>,
    private val database: Database,
    private val family: Family,
    private val history: HistoryPort,
    private val clock: EngineClock,
) {
    /** The wall-clock time at which the app was last stopped by hand. Null if never. */
    val stoppedMs: Long? get() = database.setting(STOPPED)?.toLongOrNull()

    /**
     * Reports the ends that are new. Safe to call at any time: the reports and the record of what was reported are
     * stored together.
     */
    fun tell() {
        val all = exits()
        // Compared by each moment and not by the latest one: the wall clock may have been put back.
        val known = database.setting(KNOWN)?.split(',')?.mapNotNull(String::toLongOrNull)
        val news = if (known == null) emptyList() else all.filterNot { it.atMs in known }.sortedBy { it.atMs }
        if (known != null && news.isEmpty()) return
        val stopped = news.lastOrNull { it.why == Trouble.STOPPED }
        database.write { sql ->
            // Ends from before the guard's first day are not reported.
            sql.putSetting(KNOWN, all.joinToString(",") { "${it.atMs}" })
            if (stopped != null) {
                sql.putSetting(STOPPED, "${stopped.atMs}")
                family.tellAll(MessageKind.STOPPED, Message.Facts(whenMs = stopped.atMs))
            }
        }
        news.forEach { history.noted(clock.ofWallClockMs(it.atMs), Entry.Failed(it.why)) }
        if (stopped != null) family.deliver()
    }

    private companion object {
        const val KNOWN = "exits"
        const val STOPPED = "stopped"
    }
}
