package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.SwitchState
import app.kinguard.setup.LaunchTrials.Outcome

/** Lists what is still missing, each with a way back to it, and ends setup once the parent has agreed. */
internal class FinishPage(private val walk: StepHost) : StepPage {
    /** Something missing: what it is, what is lost without it, and the step that mends it. */
    private class Gap(val title: Int, val lost: Int, val step: SetupStep, val condition: Condition = Condition.FAULT)

    override fun lay(page: Page) = page.run {
        val gaps = gaps()
        if (gaps.isEmpty()) {
            headline(walk.text(R.string.setup_finish))
            news(walk.text(R.string.setup_all_on), Condition.DONE)
        } else {
            headline(walk.text(R.string.setup_left, gaps.size))
        }
        gaps.forEach { gap ->
            row(walk.text(gap.title), listOf(walk.text(gap.lost)), condition = gap.condition) { walk.goTo(gap.step) }
        }
        if (walk.state.isAgreed) {
            main(walk.text(R.string.setup_done), walk::end)
        } else {
            main(walk.text(R.string.setup_consent_read)) { walk.goTo(SetupStep.CONSENT) }
        }
    }

    private fun gaps(): List<Gap> {
        val state = walk.state
        val consent = Gap(R.string.setup_phase_consent, R.string.setup_unfinished_why, SetupStep.CONSENT)
        val family = Gap(R.string.family_screen_family, R.string.setup_family_lost, SetupStep.FAMILY)
        val entrance =
            Gap(R.string.setup_entrance, R.string.setup_entrance_lost, SetupStep.ENTRANCE, Condition.OPEN)
        val pin = Gap(R.string.lock_settings, R.string.setup_pin_lost, SetupStep.PIN, Condition.OPEN)
        return listOfNotNull(
            consent.takeUnless { state.isAgreed },
            family.takeIf { state.family.isEmpty() },
        ) + walk.permissions.all.filterNot { it.isDone }.map { Gap(it.title, it.lost, it.step) } + listOfNotNull(
            entrance.takeIf { isUntried() },
            pin.takeUnless { state.pinIsSet },
        )
    }

    /** Returns whether the warning did not come up, or may not and has not been tested. */
    private fun isUntried() = LaunchPath.entries.any {
        when (walk.state.trial.outcome(it)) {
            is Outcome.CameUp -> false
            Outcome.StayedAway -> true
            null -> walk.phone.switches[it] == SwitchState.Unknown
        }
    }
}
