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
import app.kinguard.page.Passage
import app.kinguard.page.passageWithoutPin

/** Clears a forgotten PIN: somebody of the family is sent digits, and says them over the telephone. */
class ResetActivity : LockActivity() {
    private var pad: Pad? = null
    private var said: TextView? = null

    /** What the last answer was, while it is news. */
    private var answer: Answer? = null

    /** Whose digits the page asks for; null while somebody is being chosen. */
    private var asked: Long? = null
    private var choosing = false

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

    override fun passage(): Passage = gate.passageWithoutPin()

    override fun show() {
        if (!lock.pin.isSet) return toNewPin()
        val awaited = lock.resetCode.awaited().takeUnless { choosing }
        asked = awaited?.id
        page.show { if (awaited == null) choose() else ask(awaited) }
        tell()
    }

    override fun refresh() {
        val awaited = lock.resetCode.awaited().takeUnless { choosing }
        if (!lock.pin.isSet || awaited?.id != asked) show() else tell()
    }

    private fun Page.choose() {
        pad = null
        headline(words.text(R.string.lock_code_title))
        val whom = lock.resetCode.whom()
        text(words.text(if (whom.isEmpty()) R.string.lock_code_nobody else R.string.lock_code_whom))
        said = news(null)
        whom.forEach { contact -> button(contact.name) { send(contact) } }
    }

    private fun Page.ask(contact: Contact) {
        headline(words.text(R.string.lock_code_ask, contact.name))
        text(words.text(R.string.lock_code_sent))
        pad = digits(::give)
        said = news(null)
        button(words.text(R.string.lock_code_other), ::chooseAgain)
    }

    private fun tell() {
        val busy = lock.resetCode.isBusy
        said?.let { Page.tell(it, if (busy) words.text(R.string.lock_checking) else answer?.let(::news)) }
        pad?.enable(!busy)
    }

    private fun news(answer: Answer): String? = when (answer) {
        Answer.TOO_MANY -> words.text(R.string.lock_code_too_many)
        Answer.VOID -> words.text(R.string.lock_code_void)
        Answer.WRONG -> words.many(R.plurals.lock_code_wrong, lock.resetCode.triesLeft())
        Answer.SENT, Answer.RIGHT -> null
    }

    private fun send(contact: Contact) {
        if (lock.resetCode.isBusy) return
        lock.resetCode.send(contact) { onScreen { came(it) } }
        tell()
    }

    private fun give(digits: String) {
        lock.resetCode.give(digits) { onScreen { came(it) } }
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

    private fun toNewPin() {
        startActivity(PinSettingsActivity.intent(this))
        finish()
    }

    companion object {
        private const val CHOOSING = "choosing"
        private const val ANSWER = "answer"

        fun intent(context: Context) = Intent(context, ResetActivity::class.java)
    }
}
