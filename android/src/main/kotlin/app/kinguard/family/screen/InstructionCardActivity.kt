package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Contact

/** Shows the card with instructions for one contact. */
class InstructionCardActivity : CardActivity() {
    private val words by lazy { FamilyWords(resources) }

    private class Facts(val contact: Contact, val parent: String, val police: String?)

    override fun show() = read(::facts) { if (it == null) finish() else lay(it) }

    private fun facts(): Facts? {
        val id = intent.getLongExtra(CONTACT, -1)
        val contact = screens.contacts.all().find { it.id == id } ?: return null
        return Facts(contact, screens.settings.parent, screens.police(contact))
    }

    private fun lay(facts: Facts) = lay(
        words.text(R.string.family_card_title),
        words.text(R.string.family_card_what, facts.contact.name),
        InstructionCard(this, facts.contact.language, facts.parent, facts.police).draw(),
        words.text(R.string.family_card_picture),
    )

    companion object {
        private const val CONTACT = "contact"

        fun of(context: Context, contact: Long): Intent =
            Intent(context, InstructionCardActivity::class.java).putExtra(CONTACT, contact)
    }
}
