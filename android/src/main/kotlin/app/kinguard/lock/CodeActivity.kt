package app.kinguard.lock

import android.os.Bundle
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.family.screen.shortNumber
import app.kinguard.lock.SpokenCode.Answer
import app.kinguard.page.DigitPad
import app.kinguard.page.Page

/** Sends a code to a member of the family, who reads it out over the telephone. */
abstract class CodeActivity : LockActivity() {
    /** The code that this page sends and accepts. */
    protected abstract val code: SpokenCode

    private var pad: DigitPad? = null
    private var said: TextView? = null

    /** The latest answer, until something replaces it. */
    private var answer: Answer? = null
    private var shown: Seen? = null
    private var choosing = false

    /** The subject of the page. */
    protected data class Matter(
        /** True if a code is of use. */
        val isOpen: Boolean,
        /** The contact whom the code is about, if any. */
        val about: Contact? = null,
    )

    /** @property awaited the contact whose code the page asks for, or null while the user is choosing one */
    private data class Seen(val matter: Matter, val awaited: Contact?, val whom: List<Contact>, val triesLeft: Int)

    /** Called off the main thread. */
    protected abstract fun matter(): Matter

    /** Explains why a code is of no use. */
    protected abstract fun close(matter: Matter)

    /** The headline. [whom] is the text below it on who can receive a code, or that nobody can. */
    protected abstract fun title(matter: Matter, awaited: Contact?): String

    protected abstract fun whom(isAnybodyThere: Boolean): Int

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
        val matter = matter()
        val awaited = if (choosing || code.about() != matter.about?.id) null else code.awaited()
        return Seen(matter, awaited, if (awaited == null) code.whom() else emptyList(), code.triesLeft())
    }

    override fun show() {
        val choosing = choosing
        read({ look(choosing) }, ::lay)
    }

    override fun refresh() {
        val choosing = choosing
        read({ look(choosing) }) { if (it == shown) tell() else lay(it) }
    }

    private fun lay(seen: Seen) {
        shown = seen
        pad = null
        said = null
        if (!seen.matter.isOpen) return close(seen.matter)
        page.show {
            headline(title(seen.matter, seen.awaited))
            if (seen.awaited == null) choose(seen) else ask(seen.awaited)
        }
        tell()
    }

    private fun Page.choose(seen: Seen) {
        text(words.text(whom(seen.whom.isNotEmpty())))
        said = news(null)
        seen.whom.forEach { contact ->
            row(contact.name, listOf(shortNumber(contact.number))) { send(contact, seen.matter.about) }
        }
    }

    private fun Page.ask(contact: Contact) {
        text(words.text(R.string.lock_code_sent, shortNumber(contact.number)))
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

    private fun send(contact: Contact, about: Contact?) {
        if (code.isBusy) return
        code.send(contact, about) { onScreen { came(it) } }
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

    private companion object {
        const val CHOOSING = "choosing"
        const val ANSWER = "answer"
    }
}
