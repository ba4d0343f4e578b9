package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** Asks for one permission: why it is needed, how to grant it, and what is lost without it. */
internal class PermissionPage(private val walk: StepHost, private val permission: PermissionStep) : StepPage {
    private val step get() = permission.step
    private val asked get() = walk.visit.asked
    private val guide = SystemGuide(walk, permission)

    override fun lay(page: Page) = page.run {
        headline(walk.text(permission.title))
        text(walk.text(permission.why))
        if (step == SetupStep.SMS && walk.phone.simIsMissing) text(walk.text(R.string.setup_sms_no_sim))
        if (walk.visit.nowhere) news(walk.text(R.string.setup_nowhere), Condition.OPEN)
        when {
            permission.isDone -> done()
            permission.asksForWord -> byWord()
            else -> wanting()
        }
    }

    private fun Page.done() {
        val said = permission.word?.isGiven == true
        news(walk.text(if (said) R.string.setup_autostart_said else R.string.setup_on), Condition.DONE)
        if (said) quiet(walk.text(R.string.setup_autostart_again)) { walk.ask(permission.asks.first()) }
        main(walk.text(if (walk.isAlone) R.string.setup_done else R.string.setup_next), walk::next)
    }

    private fun Page.wanting() {
        val ask = permission.next ?: return
        val silent = ask.way is RequestMethod.Dialog && walk.state.asksNoMore
        if (silent) text(walk.text(R.string.setup_silent)) else guide.lay(this)
        if (asked) locked()
        if (asked || !hasRole()) instead()
        leave()
        val open = if (step == SetupStep.UNUSED) R.string.setup_unused_open else R.string.setup_open
        main(walk.text(if (silent) R.string.setup_settings else open)) { walk.ask(ask) }
    }

    /** Explains restricted settings, once Android has refused. */
    private fun Page.locked() {
        if (step !in SetupStep.GUARDED || !walk.phone.isRestricted) return
        button(walk.text(R.string.setup_locked)) {
            walk.change(Visit(detour = SetupStep.RESTRICTED, unlocking = Unlocking.OPEN))
        }
    }

    private fun Page.instead() {
        val ask = permission.instead ?: return
        text(walk.text(R.string.setup_calls_instead_why))
        button(walk.text(R.string.setup_calls_instead)) { walk.ask(ask) }
    }

    /** No app can read the manufacturer's switch, so the user confirms that it is on. */
    private fun Page.byWord() {
        guide.lay(this)
        val ask = permission.next ?: return
        if (asked) button(walk.text(R.string.setup_autostart_again)) { walk.ask(ask) }
        leave()
        if (asked) {
            main(walk.text(R.string.setup_autostart_did)) {
                permission.word?.let { word -> walk.store(word.give) { walk.change(walk.visit) } }
            }
        } else {
            main(walk.text(R.string.setup_open)) { walk.ask(ask) }
        }
    }

    private fun Page.leave() {
        text(walk.text(permission.lost))
        // On that step the switch must be off.
        val leave = if (step == SetupStep.UNUSED) R.string.setup_unused_leave else R.string.setup_not_now
        quiet(walk.text(leave), walk::next)
    }

    private fun hasRole() = step != SetupStep.CALLS || walk.phone.offersScreening
}
