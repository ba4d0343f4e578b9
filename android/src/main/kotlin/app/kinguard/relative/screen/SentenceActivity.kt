package app.kinguard.relative.screen

import android.os.Bundle
import android.text.InputType
import app.kinguard.R
import app.kinguard.core.FamilyAsk
import app.kinguard.core.SentenceFault
import app.kinguard.core.sentenceFault

/** Takes a sentence that is shown on the parent's warning. */
class SentenceActivity : RelativePage() {
    private var typed = ""

    private sealed interface Result {
        data object Sent : Result

        data object NotSent : Result

        data class Wrong(val fault: SentenceFault) : Result
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        typed = state?.getString(TYPED).orEmpty()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(TYPED, typed)
    }

    /** What is being typed is not disturbed. */
    override fun refresh() = Unit

    override fun show() = read(::parent) { parent ->
        if (parent == null) finish() else lay(called(parent), null)
    }

    private fun lay(name: String, wrong: String?): Unit = page.show {
        headline(getString(R.string.relative_say, name))
        text(getString(R.string.relative_sentence_what))
        field(getString(R.string.relative_sentence), typed, InputType.TYPE_CLASS_TEXT, wrong) { typed = it }
        quiet(getString(R.string.family_screen_back)) { finish() }
        main(getString(R.string.relative_sentence_send)) { send(name) }
    }

    private fun send(name: String) {
        val sentence = typed.trim()
        write({ say(sentence) }) { result ->
            when (result) {
                Result.Sent -> finish()
                Result.NotSent -> lay(name, getString(R.string.relative_unsent))
                is Result.Wrong -> lay(name, getString(words(result.fault)))
            }
        }
    }

    /** Says it to the question that is open now: a newer one may have come while it was typed. */
    private fun say(sentence: String): Result {
        sentenceFault(sentence)?.let { return Result.Wrong(it) }
        val question = parent()?.view?.danger?.question ?: return Result.NotSent
        val isSent = screens.parents.answer(parentId, question, FamilyAsk.SAY, sentence)
        return if (isSent) Result.Sent else Result.NotSent
    }

    private fun words(fault: SentenceFault): Int = when (fault) {
        SentenceFault.EMPTY, SentenceFault.CONTROL -> R.string.relative_fault_empty
        SentenceFault.TOO_LONG -> R.string.relative_fault_long
        SentenceFault.DIGITS -> R.string.relative_fault_digits
        SentenceFault.LINK -> R.string.relative_fault_link
        SentenceFault.ACCOUNT_WORD -> R.string.relative_fault_account
    }

    private companion object {
        const val TYPED = "typed"
    }
}
