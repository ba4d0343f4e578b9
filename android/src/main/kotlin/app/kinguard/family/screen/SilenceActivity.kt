package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.page.Page

/**
 * A page that explains how an alert can be heard on a muted phone. It shows only what applies to this contact's ways.
 */
class SilenceActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private val drawing by lazy { WayDrawing(this) }

    override fun show() = read(::contact) { if (it == null) finish() else lay(it) }

    private fun contact(): Contact? {
        val id = intent.getLongExtra(CONTACT, -1)
        return screens.contacts.all().find { it.id == id }
    }

    private fun lay(contact: Contact) {
        val addresses = contact.addresses.map { it.address }
        page.show {
            headline(words.text(R.string.family_screen_silence))
            text(words.text(R.string.family_screen_silence_what, contact.name))
            if (Address.TextMessage in addresses) textMessages()
            if (addresses.any { it is Address.Ntfy }) push()
            val robots = addresses.filterIsInstance<Address.Webhook>().map { it.preset }
            if (robots.any { it == BARK }) {
                section(R.string.family_screen_bark, R.string.family_screen_silence_bark)
            }
            if (robots.any { it != BARK }) {
                section(R.string.family_screen_silence_others_title, R.string.family_screen_silence_others)
            }
            main(words.text(R.string.page_close)) { finish() }
        }
    }

    private fun Page.textMessages() {
        heading(words.text(R.string.family_screen_silence_iphone_title))
        steps(words.ways.heardOnIphone(), drawing)
        heading(words.text(R.string.family_screen_silence_android_title))
        steps(words.ways.heardOnAndroid(), drawing)
    }

    private fun Page.push() {
        section(R.string.family_screen_silence_push_android_title, R.string.family_screen_silence_push_android)
        section(R.string.family_screen_silence_push_iphone_title, R.string.family_screen_silence_push_iphone)
    }

    private fun Page.section(title: Int, body: Int) {
        heading(words.text(title))
        text(words.text(body))
    }

    companion object {
        private const val CONTACT = "contact"
        private const val BARK = "bark"

        fun of(context: Context, contact: Long): Intent =
            Intent(context, SilenceActivity::class.java).putExtra(CONTACT, contact)
    }
}
