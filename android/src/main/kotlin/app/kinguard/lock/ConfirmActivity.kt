package app.kinguard.lock

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.lock.SpokenCode.Answer
import app.kinguard.page.Pad
import app.kinguard.page.Page

/**
 * Somebody who counts as family agrees that a new one does at once: they are sent digits, and say them over the telephone.
 * That takes the family's PIN as well.
 */
class ConfirmActivity : LockActivity() {
    private val code get() = lock.confirmCode
    private var pad: Pad? = null
    private var said: TextView? = null

    /** What the last answer was, while it is news. */
    private var answer: Answer? = null
    private var shown: Seen? = null
    private var choosing = false

    /** [awaited]: whose digits the page asks for; null while somebody is being chosen. */
    private data class Seen(
        val pinIsSet: Boolean,
        val newcomer: Contact?,
        val awaited: Contact?,
        val whom: List<Contact>,
        val triesLeft: Int,
    )

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        choosing = state?.getBoolean(CHOOSING) == true
        answer = state?.getString(ANSWER)?.let(Answer::valueOf)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(CHOOSING, choosing)
        state.putString(ANSWER, answer?.name)
    }

    private fun look(choosing: Boolean): Seen {
        val newcomer = code.newcomer(intent.getLongExtra(CONTACT, NOBODY))
        val awaited = if (choosing || code.about() != newcomer?.id) null else code.awaited()
        return Seen(lock.pin.isSet, newcomer, awaited, if (awaited == null) code.whom() else emptyList(), code.triesLeft())
    }

    override fun show() {
        val choosing = choosing
        read({ look(choosing) }, ::lay)
    }

    override fun refresh() {
        val choosing = choosing
        if (!isReading) read({ look(choosing) }) { if (it == shown) tell() else lay(it) }
    }

    private fun lay(seen: Seen) {
        shown = seen
        pad = null
        said = null
        page.show {
            if (seen.newcomer == null) {
                done()
            } else {
                headline(words.text(R.string.lock_confirm_title, seen.newcomer.name))
                when {
                    !seen.pinIsSet -> askForPin()
                    seen.awaited == null -> choose(seen.newcomer, seen.whom)
                    else -> ask(seen.awaited)
                }
            }
        }
        tell()
    }

    /** They count now, or were removed meanwhile. */
    private fun Page.done() {
        headline(words.text(R.string.lock_confirm_done))
        main(words.text(R.string.lock_done)) { finish() }
    }

    private fun Page.askForPin() {
        text(words.text(R.string.lock_confirm_pin))
        main(words.text(R.string.lock_set)) { startActivity(PinSettingsActivity.toSet(this@ConfirmActivity)) }
    }

    private fun Page.choose(newcomer: Contact, whom: List<Contact>) {
        text(words.text(if (whom.isEmpty()) R.string.lock_confirm_nobody else R.string.lock_confirm_whom))
        said = news(null)
        whom.forEach { contact -> button(contact.name) { send(contact, newcomer) } }
    }

    private fun Page.ask(contact: Contact) {
        heading(words.text(R.string.lock_code_ask, contact.name))
        text(words.text(R.string.lock_code_sent))
        pad = digits(::give)
        said = news(null)
        button(words.text(R.string.lock_code_other), ::chooseAgain)
    }

    private fun tell() {
        val busy = code.isBusy
        said?.let { Page.tell(it, if (busy) words.text(R.string.lock_checking) else answer?.let(::news)) }
        pad?.enable(!busy)
    }

    private fun news(answer: Answer): String? = when (answer) {
        Answer.TOO_MANY -> words.text(R.string.lock_code_too_many)
        Answer.VOID -> words.text(R.string.lock_code_void)
        Answer.WRONG -> words.many(R.plurals.lock_code_wrong, shown?.triesLeft ?: 0)
        Answer.SENT, Answer.RIGHT -> null
    }

    private fun send(contact: Contact, newcomer: Contact) {
        if (code.isBusy) return
        code.send(contact, newcomer) { onScreen { came(it) } }
        tell()
    }

    private fun give(digits: String) {
        code.give(digits) { onScreen { came(it) } }
        tell()
    }

    private fun came(what: Answer) {
        answer = what
        if (what == Answer.SENT) choosing = false
        pad?.empty()
        show()
    }

    private fun chooseAgain() {
        choosing = true
        answer = null
        typed = ""
        show()
        page.toTop()
    }

    companion object {
        private const val CONTACT = "contact"
        private const val CHOOSING = "choosing"
        private const val ANSWER = "answer"
        private const val NOBODY = -1L

        /** For [contact], who does not count yet. */
        fun of(context: Context, contact: Long): Intent =
            Intent(context, ConfirmActivity::class.java).putExtra(CONTACT, contact)
    }
}
