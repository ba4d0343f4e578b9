package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page

/** Asks for one permission: why it is needed, how to grant it, and what is lost without it. */
internal class PermissionPage(private val walk: StepHost, private val permission: PermissionStep) : StepPage {
    private val step get() = permission.step
    private val asked get() = walk.visit.asked

    override fun lay(page: Page) = page.run {
        headline(walk.text(permission.title))
        text(walk.text(permission.why))
        if (step == SetupStep.APPS &&
            permission.next?.way is RequestMethod.Screen
        ) {
            text(walk.text(R.string.setup_apps_find))
        }
        if (step == SetupStep.SMS && walk.phone.simIsMissing) text(walk.text(R.string.setup_sms_no_sim))
        if (walk.visit.nowhere) news(walk.text(R.string.setup_nowhere))
        when {
            permission.isDone -> done()
            permission.asksForWord -> byWord()
            else -> wanting()
        }
    }

    private fun Page.done() {
        val said = permission.word?.isGiven == true
        news(walk.text(if (said) R.string.setup_autostart_said else R.string.setup_on))
        if (said) button(walk.text(R.string.setup_autostart_again)) { walk.ask(permission.asks.first()) }
        main(walk.text(if (walk.isAlone) R.string.setup_done else R.string.setup_next), walk::next)
    }

    private fun Page.wanting() {
        val ask = permission.next ?: return
        val silent = ask.way is RequestMethod.Dialog && walk.state.asksNoMore
        if (silent) text(walk.text(R.string.setup_silent))
        find()?.let(::text)
        if (asked) locked()
        if (asked || !hasRole()) instead()
        leave()
        val open = if (step == SetupStep.UNUSED) R.string.setup_unused_open else R.string.setup_open
        main(walk.text(if (silent) R.string.setup_settings else open)) { walk.ask(ask) }
    }

    /** Explains restricted settings, once Android has refused. */
    private fun Page.locked() {
        if (step !in SetupStep.GUARDED || !walk.phone.isRestricted) return
        button(walk.text(R.string.setup_locked)) { walk.change(Visit(detour = true, unlocking = Unlocking.OPEN)) }
    }

    private fun Page.instead() {
        val ask = permission.instead ?: return
        text(walk.text(R.string.setup_calls_instead_why))
        button(walk.text(R.string.setup_calls_instead)) { walk.ask(ask) }
    }

    /** Returns what to look for on the screen that opens. */
    private fun find(): String? = when {
        permission.next?.way !is RequestMethod.Screen -> null
        step == SetupStep.AUTOSTART -> walk.text(R.string.setup_autostart_find)
        step == SetupStep.SWITCHES -> walk.text(R.string.setup_switches_find, switches())
        step == SetupStep.UNUSED -> walk.text(R.string.setup_unused_find)
        step in SAYING_WHERE -> null
        else -> walk.text(R.string.setup_find)
    }

    private fun switches() = walk.phone.switchesToFind.joinToString("\n") {
        walk.text(R.string.setup_consent_item, walk.text(it))
    }

    /** No app can read the manufacturer's switch, so the user confirms that it is on. */
    private fun Page.byWord() {
        find()?.let(::text)
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
        button(walk.text(leave), walk::next)
    }

    private fun hasRole() = step != SetupStep.CALLS || walk.phone.offersScreening

    private companion object {
        /** The steps on which it is clear, or stated, what to look for. */
        val SAYING_WHERE = setOf(SetupStep.BATTERY, SetupStep.APPS)
    }
}
