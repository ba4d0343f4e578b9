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
 * Tells why this app's process ended, when it lives again: each end once, in the history, and to the family where somebody
 * stopped it by hand. Android tells nobody, and a fraudster who asks for it stays on the line. On the guard's thread.
 */
class ExitReporter(
    private val exits: () -> List<ProcessExit>,
    private val database: Database,
    private val family: Family,
    private val history: HistoryPort,
    private val clock: EngineClock,
) {
    /** When it was last stopped by hand, by the wall clock; null: never. */
    val stoppedMs: Long? get() = database.setting(STOPPED)?.toLongOrNull()

    /** Harmless at any time. What is told and what is remembered as told are kept together. */
    fun tell() {
        val all = exits()
        // By their moments and not by the latest of them: the wall clock may have been put back.
        val known = database.setting(KNOWN)?.split(',')?.mapNotNull(String::toLongOrNull)
        val news = if (known == null) emptyList() else all.filterNot { it.atMs in known }.sortedBy { it.atMs }
        if (known != null && news.isEmpty()) return
        val stopped = news.lastOrNull { it.why == Trouble.STOPPED }
        database.write { sql ->
            // What was before the guard's first day is nobody's news.
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
