package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.SwitchState
import app.kinguard.setup.LaunchTrials.Outcome

/** Lists what is still missing, each with a way back to it, and ends setup once the parent has agreed. */
internal class FinishPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        val agreed = walk.state.isAgreed
        headline(walk.text(if (agreed) R.string.setup_finish else R.string.setup_unfinished))
        if (!agreed) text(walk.text(R.string.setup_unfinished_why))
        lacking()
        if (agreed) {
            main(walk.text(R.string.setup_done), walk::end)
        } else {
            main(walk.text(R.string.setup_consent_read)) { walk.goTo(SetupStep.CONSENT) }
        }
    }

    /** Returns whether the warning did not come up, or may not and has not been tested. */
    private fun isUntried() = LaunchPath.entries.any {
        when (walk.state.trial.outcome(it)) {
            is Outcome.CameUp -> false
            Outcome.StayedAway -> true
            null -> walk.phone.switches[it] == SwitchState.Unknown
        }
    }

    private fun Page.lacking() {
        val lacking = walk.permissions.all.filterNot { it.isDone }
        val nobody = walk.state.family.isEmpty()
        val untried = isUntried()
        val open = !walk.state.pinIsSet
        if (lacking.isEmpty() && !nobody && !untried && !open) return text(walk.text(R.string.setup_all_on)).let {}
        heading(walk.text(R.string.setup_lacking))
        if (nobody) {
            val lost = listOf(walk.text(R.string.setup_family_lost))
            row(walk.text(R.string.family_screen_family), lost) { walk.goTo(SetupStep.FAMILY) }
        }
        lacking.forEach { permission ->
            row(walk.text(permission.title), listOf(walk.text(permission.lost))) { walk.goTo(permission.step) }
        }
        if (untried) {
            val lost = listOf(walk.text(R.string.setup_entrance_lost))
            row(walk.text(R.string.setup_entrance), lost) { walk.goTo(SetupStep.ENTRANCE) }
        }
        if (open) {
            val lost = listOf(walk.text(R.string.setup_pin_lost))
            row(walk.text(R.string.lock_settings), lost) { walk.goTo(SetupStep.PIN) }
        }
    }
}
