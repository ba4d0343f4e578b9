package app.kinguard.setup.step

import android.text.InputType
import app.kinguard.R
import app.kinguard.family.Contacts
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.shortNumber
import app.kinguard.page.Page

/** Asks who is told, and what they call the parent. What is granted later is tested later. */
internal class FamilyPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        val contacts = walk.state.family
        val settings = walk.screens.family.settings
        headline(walk.text(R.string.family_screen_family))
        field(walk.text(R.string.family_screen_parent), walk.state.parent, NAME) {
            walk.storeTyped { settings.parent = it.trim() }
        }
        text(walk.text(R.string.family_screen_parent_why))
        contacts.forEach { contact ->
            row(contact.name, listOf(shortNumber(contact.number))) { open(contact.id) }
        }
        if (contacts.isEmpty()) {
            text(walk.text(R.string.setup_family_lost))
            button(walk.text(R.string.setup_family_later), walk::next)
            main(walk.text(R.string.family_screen_add)) { open(null) }
        } else {
            if (contacts.size < Contacts.MOST) button(walk.text(R.string.family_screen_add)) { open(null) }
            main(walk.text(R.string.setup_next), walk::next)
        }
    }

    private fun open(contact: Long?) =
        walk.activity.startActivity(ContactActivity.of(walk.activity, contact, testsLater = true))

    private companion object {
        const val NAME = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME
    }
}
