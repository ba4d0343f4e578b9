package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.warning.WarningPort

/**
 * The parent's alarm button. It shows the warning without waiting for the engine, which may still be starting, or be
 * busy with a phone that answers slowly. The engine then decides on the same warning, tells the family and ends the
 * danger when it is over.
 */
class AlarmButton(private val guard: GuardHandle, private val warnings: WarningFactory, private val port: WarningPort) {
    fun pressed() {
        val warn = Effect.Warn(Level.RED, RuleId.HELP_ASKED, listOf(Reason.HelpAsked))
        // Counted as the engine will count it, so that its own effect changes nothing on the screen.
        val before = guard.standing
        val showing = 1 + (before?.reds ?: 0)
        port.show(warnings.atOnce(warn).copy(showing = showing, callingNow = before?.callingNow))
        guard.start()
        guard.happened(Event.HelpAsked)
    }
}
