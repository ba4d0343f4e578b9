package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Contact

/** Confirms a new contact at once, with the agreement of a confirmed one and the family's PIN. */
class ConfirmActivity : CodeActivity() {
    override val code get() = lock.confirmCode

    override fun matter(): Matter {
        val newcomer = code.newcomer(intent.getLongExtra(CONTACT, NOBODY))
        return Matter(isOpen = newcomer != null && lock.pin.isSet, newcomer)
    }

    override fun close(matter: Matter) = page.show {
        val newcomer = matter.about
        if (newcomer == null) {
            // The contact is confirmed now, or was removed meanwhile.
            headline(words.text(R.string.lock_confirm_done))
            main(words.text(R.string.lock_done)) { finish() }
        } else {
            headline(words.text(R.string.lock_confirm_title, newcomer.name))
            text(words.text(R.string.lock_confirm_pin))
            main(words.text(R.string.lock_set)) { startActivity(PinSettingsActivity.toSet(this@ConfirmActivity)) }
            quiet(words.text(R.string.page_full_back)) { finish() }
        }
    }

    override fun title(matter: Matter, awaited: Contact?): String =
        awaited?.let { words.text(R.string.lock_code_ask, it.name) }
            ?: words.text(R.string.lock_confirm_title, matter.about?.name.orEmpty())

    override fun whom(isAnybodyThere: Boolean): Int =
        if (isAnybodyThere) R.string.lock_confirm_whom else R.string.lock_confirm_nobody

    companion object {
        private const val CONTACT = "contact"
        private const val NOBODY = -1L

        /** Returns the intent that opens the page for [contact], who is not confirmed yet. */
        fun of(context: Context, contact: Long): Intent =
            Intent(context, ConfirmActivity::class.java).putExtra(CONTACT, contact)
    }
}
