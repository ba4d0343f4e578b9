package app.kinguard

import app.kinguard.core.Event
import app.kinguard.core.GuardState
import app.kinguard.family.sealed.GuardReport
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort

/** Says after each entry that something was recorded. */
internal class FollowedHistory(private val history: HistoryPort, private val recorded: () -> Unit) : HistoryPort {
    override fun noted(atMs: Long, entry: Entry) {
        history.noted(atMs, entry)
        recorded()
    }

    override fun heard(seenMs: Long, atMs: Long, event: Event) {
        history.heard(seenMs, atMs, event)
        recorded()
    }
}

/** What the family's devices are told of the guard. */
internal fun Verdict.report(): GuardReport {
    val seesNothing = links.values.none { it is LinkState.Proved || it == LinkState.Unproved }
    val state = when {
        pausedUntilMs != null -> GuardState.PAUSED
        guarded -> GuardState.GUARDING
        links.isNotEmpty() && seesNothing -> GuardState.OFF
        else -> GuardState.LIMITED
    }
    return GuardReport(state, lacking, isFaulty = state == GuardState.LIMITED && lacking.isEmpty())
}
