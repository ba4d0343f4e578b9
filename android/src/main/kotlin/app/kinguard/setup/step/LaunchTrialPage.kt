package app.kinguard.setup.step

import android.provider.Settings
import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.SwitchState
import app.kinguard.phone.warningSwitches
import app.kinguard.setup.LaunchTrials.Outcome
import app.kinguard.words.MomentFormatter

/** Tests whether the warning comes up by itself: over the home screen, then on the locked screen. */
internal class LaunchTrialPage(private val walk: StepHost) : StepPage {
    private val launchTrials get() = walk.screens.launchTrials
    private val trial get() = walk.state.trial

    /** The launch path under trial, or the next one; null if all have succeeded. */
    private val now: LaunchPath?
        get() = trial.waitsFor ?: LaunchPath.entries.firstOrNull { trial.outcome(it) !is Outcome.CameUp }

    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.setup_entrance))
        text(walk.text(R.string.setup_entrance_why))
        val now = now
        LaunchPath.entries.filter { now == null || it <= now }.forEach { stand(it) }
        when {
            now == null -> main(walk.text(if (walk.isAlone) R.string.setup_done else R.string.setup_next), walk::next)
            !Settings.canDrawOverlays(walk.activity) -> overlayFirst()
            now == trial.waitsFor -> waits(now)
            else -> offers(now)
        }
    }

    private fun Page.stand(launchPath: LaunchPath) {
        heading(walk.text(title(launchPath)))
        if (launchPath == trial.waitsFor) return
        when (val outcome = trial.outcome(launchPath)) {
            is Outcome.CameUp ->
                news(
                    walk.text(R.string.setup_entrance_came, MomentFormatter(walk.activity).dateAndClock(outcome.atMs)),
                    Condition.DONE,
                )

            Outcome.StayedAway -> {
                news(walk.text(R.string.setup_entrance_stayed), Condition.FAULT)
                cure(launchPath)
            }

            null -> Unit
        }
    }

    /** Says which switch to look at on phones of this make. */
    private fun Page.cure(launchPath: LaunchPath) {
        val makers = walk.phone.maker?.warningSwitches
        val switch = makers?.switches?.get(launchPath)
        if (switch == null) {
            text(walk.text(R.string.setup_entrance_look_about))
        } else {
            text(walk.text(R.string.setup_entrance_look, walk.text(switch.name)))
            if (walk.visit.nowhere) news(walk.text(R.string.setup_nowhere))
            button(walk.text(R.string.setup_entrance_switch)) {
                walk.open(
                    (
                        walk.permissions.of(
                            SetupStep.SWITCHES,
                        )?.asks?.first()?.way as? RequestMethod.Screen
                        )?.intents.orEmpty(),
                )
            }
        }
    }

    /** Without the overlay permission, Android itself keeps the warning down, whatever the manufacturer does. */
    private fun Page.overlayFirst() {
        text(walk.text(R.string.setup_entrance_overlay))
        leave()
        val way = walk.permissions.of(SetupStep.OVERLAY)?.next?.way as? RequestMethod.Screen
        main(walk.text(R.string.setup_open)) { walk.open(way?.intents.orEmpty()) }
    }

    private fun Page.waits(launchPath: LaunchPath) {
        news(walk.text(whatNow(launchPath)))
        main(walk.text(R.string.setup_entrance_stop)) {
            walk.store(launchTrials::callOff) { walk.change(walk.visit) }
        }
    }

    private fun Page.offers(launchPath: LaunchPath) {
        text(walk.text(how(launchPath)))
        leave()
        val again = trial.outcome(launchPath) == Outcome.StayedAway
        main(walk.text(if (again) R.string.setup_entrance_again else R.string.setup_entrance_begin)) {
            walk.store({ launchTrials.begin(launchPath) }) { walk.change(walk.visit) }
        }
    }

    private fun Page.leave() {
        if (isNeeded()) text(walk.text(R.string.setup_entrance_lost))
        quiet(walk.text(R.string.setup_entrance_skip), walk::next)
    }

    /** Returns whether the home screen waits for the trial because a switch is, or may be, off. */
    private fun isNeeded() = LaunchPath.entries.any {
        when (walk.phone.switches[it]) {
            SwitchState.Off -> true
            SwitchState.Unknown -> trial.outcome(it) !is Outcome.CameUp
            SwitchState.On, null -> trial.outcome(it) == Outcome.StayedAway
        }
    }

    private fun title(launchPath: LaunchPath) = when (launchPath) {
        LaunchPath.FROM_BEHIND -> R.string.setup_entrance_behind
        LaunchPath.WHILE_LOCKED -> R.string.setup_entrance_locked
    }

    private fun how(launchPath: LaunchPath) = when (launchPath) {
        LaunchPath.FROM_BEHIND -> R.string.setup_entrance_behind_how
        LaunchPath.WHILE_LOCKED -> R.string.setup_entrance_locked_how
    }

    private fun whatNow(launchPath: LaunchPath) = when (launchPath) {
        LaunchPath.FROM_BEHIND -> R.string.setup_entrance_behind_now
        LaunchPath.WHILE_LOCKED -> R.string.setup_entrance_locked_now
    }
}
