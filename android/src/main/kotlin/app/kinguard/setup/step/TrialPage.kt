package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.family.screen.ContactTestActivity
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** Tests the whole: a message to each contact, and the warning on this screen. */
internal class TrialPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.setup_trial))
        val contacts = walk.state.family
        text(walk.text(if (contacts.isEmpty()) R.string.setup_family_lost else R.string.setup_trial_why))
        contacts.forEach { state(it) }
        walk.screens.practice(walk.activity)?.let { practice ->
            text(walk.text(R.string.setup_practice_why))
            button(walk.text(R.string.setup_practice)) { walk.activity.startActivity(practice) }
        }
        val untested = contacts.firstOrNull { !walk.state.isTested(it) }
        when {
            contacts.isEmpty() -> {
                quiet(walk.text(R.string.setup_next), walk::next)
                main(walk.text(R.string.family_screen_add)) { walk.goTo(SetupStep.FAMILY) }
            }

            untested != null -> {
                quiet(walk.text(R.string.setup_trial_later), walk::next)
                main(walk.text(R.string.family_screen_send)) { test(untested) }
            }

            else -> main(walk.text(R.string.setup_next), walk::next)
        }
    }

    private fun Page.state(contact: Contact) {
        val isTested = walk.state.isTested(contact)
        val state = if (isTested) R.string.setup_trial_confirmed else R.string.setup_trial_untested
        val condition = if (isTested) Condition.DONE else Condition.OPEN
        row(walk.text(R.string.setup_trial_send, contact.name), listOf(walk.text(state)), condition = condition) {
            test(contact)
        }
    }

    private fun test(contact: Contact) = walk.activity.startActivity(ContactTestActivity.of(walk.activity, contact.id))
}
