package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.family.screen.ContactTestActivity
import app.kinguard.page.Page

/** Tests the whole: a message to each contact, and the warning on this screen. */
internal class TrialPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.setup_trial))
        val contacts = walk.state.family
        if (contacts.isEmpty()) {
            text(walk.text(R.string.setup_family_lost))
            button(walk.text(R.string.family_screen_add)) { walk.goTo(SetupStep.FAMILY) }
        } else {
            text(walk.text(R.string.setup_trial_why))
        }
        contacts.forEach { contact ->
            val ready = walk.state.isReady(contact)
            val state = if (ready) R.string.family_screen_list_ready else R.string.family_screen_list_not_ready
            row(walk.text(R.string.setup_trial_send, contact.name), listOf(walk.text(state))) {
                walk.activity.startActivity(ContactTestActivity.of(walk.activity, contact.id))
            }
        }
        walk.screens.practice(walk.activity)?.let { practice ->
            text(walk.text(R.string.setup_practice_why))
            button(walk.text(R.string.setup_practice)) { walk.activity.startActivity(practice) }
        }
        main(walk.text(R.string.setup_next), walk::next)
    }
}
