package app.kinguard.family.screen

import android.content.ClipData
import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.family.Contact

/** Shows the card with instructions for one contact, and hands it to the app that the user chooses. */
class InstructionCardActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }

    /** True if the card could not be handed on. */
    private var isRefused = false

    private class Facts(val contact: Contact, val parent: String, val police: String?)

    override fun show() = read(::facts) { if (it == null) finish() else lay(it) }

    private fun facts(): Facts? {
        val id = intent.getLongExtra(CONTACT, -1)
        val contact = screens.contacts.all().find { it.id == id } ?: return null
        return Facts(contact, screens.settings.parent, screens.police(contact))
    }

    private fun lay(facts: Facts) {
        val card = InstructionCard(this, facts.contact.language, facts.parent, facts.police).draw()
        page.show {
            headline(words.text(R.string.family_card_title))
            text(words.text(R.string.family_card_what, facts.contact.name))
            wrong(words.text(R.string.family_card_not_shared).takeIf { isRefused })
            picture(card, words.text(R.string.family_card_picture))
            quiet(words.text(R.string.family_screen_back)) { finish() }
            main(words.text(R.string.family_card_share)) { share(card, facts) }
        }
    }

    /** The system's share sheet can also print. Only the app that is chosen there may read the card. */
    private fun share(card: Bitmap, facts: Facts) = write({ InstructionCardFile(this).write(card) }) { written ->
        val send = Intent(Intent.ACTION_SEND)
            .setType(InstructionCardFile.TYPE)
            .putExtra(Intent.EXTRA_STREAM, InstructionCardFile.URI)
            .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        send.clipData = ClipData.newRawUri(null, InstructionCardFile.URI)
        isRefused = !written || !isAllowed { startActivity(Intent.createChooser(send, null)) }
        if (isRefused) {
            lay(facts)
            page.toTop()
        }
    }

    companion object {
        private const val CONTACT = "contact"

        fun of(context: Context, contact: Long): Intent =
            Intent(context, InstructionCardActivity::class.java).putExtra(CONTACT, contact)
    }
}
