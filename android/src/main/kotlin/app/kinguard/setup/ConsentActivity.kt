package app.kinguard.setup

import android.content.Context
import android.content.Intent
import android.os.Bundle
import app.kinguard.R
import app.kinguard.family.Consent
import app.kinguard.family.Contact
import app.kinguard.page.Condition
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.words.MomentFormatter

/** Shows the parent what the family is told. They can read it, and end it, at any time without the family's PIN. */
class ConsentActivity : PageActivity() {
    private val screens get() = (application as SetupHost).setup
    private var withdrawing = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        withdrawing = state?.getBoolean(WITHDRAWING) == true
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(WITHDRAWING, withdrawing)
    }

    /** Shut while a danger goes on: a fraudster would have the messages ended first of all. */
    override fun passage(): PageAccess = gate.passageWithoutPin()

    private class Seen(val state: Consent.State, val family: List<Contact>, val optional: OptionalNotices, val help: HelpAgreements)

    private fun look() = screens.family.run {
        Seen(screens.consent.state, contacts.all(), OptionalNotices.of(settings), HelpAgreements.of(settings))
    }

    override fun show(): Unit = read(::look) { if (withdrawing) askWhetherToWithdraw() else showConsent(it) }

    private fun showConsent(seen: Seen) = page.show {
        val state = seen.state
        headline(getString(R.string.setup_consent))
        news(words(state), if (state is Consent.State.Given) Condition.DONE else Condition.OPEN)
        ConsentWords(resources, seen.family).lay(this)
        seen.optional.lay(this, resources) { notice, wanted ->
            write({ screens.family.settings.want(notice, wanted) }) {}
        }
        seen.help.lay(this, resources) { help, allowed ->
            write({ screens.family.settings.allow(help, allowed) }) {}
        }
        button(getString(R.string.setup_sent)) { startActivity(SentActivity.intent(activity)) }
        if (state is Consent.State.Given) {
            quiet(getString(R.string.setup_withdraw)) { ask(true) }
            main(getString(R.string.page_close)) { finish() }
        } else {
            main(getString(R.string.setup_consent_agree)) {
                write(screens::agree) { ask(false) }
            }
        }
    }

    private fun askWhetherToWithdraw() = page.show {
        headline(getString(R.string.setup_withdraw_sure))
        text(getString(R.string.setup_withdraw_what))
        quiet(getString(R.string.setup_withdraw_yes)) {
            write(screens::withdraw) { ask(false) }
        }
        main(getString(R.string.setup_withdraw_no)) { ask(false) }
    }

    private fun words(state: Consent.State): String = when (state) {
        Consent.State.NotAsked -> getString(R.string.setup_consent_not_asked)
        is Consent.State.Given -> getString(
            R.string.setup_consent_given_at,
            MomentFormatter(this).dateAndClock(state.atMs),
        )
        is Consent.State.Withdrawn -> getString(
            R.string.setup_consent_withdrawn_at,
            MomentFormatter(this).dateAndClock(state.atMs),
        )
    }

    private fun ask(asking: Boolean) {
        withdrawing = asking
        show()
        page.toTop()
    }

    private val activity get() = this

    companion object {
        private const val WITHDRAWING = "withdrawing"

        fun intent(context: Context) = Intent(context, ConsentActivity::class.java)
    }
}
