package app.kinguard.lock

import android.os.Bundle
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.family.screen.shortNumber
import app.kinguard.lock.SpokenCode.Answer
import app.kinguard.page.Page

/** Sends a code to a member of the family, who reads it out over the telephone. */
abstract class CodeActivity : LockActivity() {
    /** The code that this page sends and accepts. */
    protected abstract val code: SpokenCode

    private var pad: PinPad? = null
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
        /** How far the same without a code has come. */
        val sealed: SealedReset.State = SealedReset.State.Impossible,
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

    /** Adds a way that needs no code. Returns whether there is one. */
    protected open fun Page.otherWay(matter: Matter): Boolean = false

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
        if (seen.whom.isNotEmpty() || seen.matter.sealed == SealedReset.State.Impossible) {
            text(words.text(whom(seen.whom.isNotEmpty())))
        }
        said = wrong(null)
        seen.whom.forEach { contact ->
            row(contact.name, listOf(shortNumber(contact.number)), R.drawable.icon_person) {
                send(contact, seen.matter.about)
            }
        }
        val isOther = otherWay(seen.matter)
        val back = words.text(R.string.page_full_back)
        if (seen.whom.isEmpty() && !isOther) main(back) { finish() } else quiet(back) { finish() }
    }

    private fun Page.ask(contact: Contact) {
        text(words.text(R.string.lock_code_sent, shortNumber(contact.number)))
        pad = pinPad(::give)
        button(words.text(R.string.lock_code_other), ::chooseAgain)
        quiet(words.text(R.string.page_full_back)) { finish() }
    }

    private fun tell() {
        val busy = words.text(R.string.lock_checking).takeIf { code.isBusy }
        val error = answer?.let(::news)
        said?.let { Page.tell(it, busy ?: error) }
        pad?.tell(busy, error)
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
        pad?.digits?.empty()
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
