package app.kinguard.relative.screen

import android.content.Context
import app.kinguard.R
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.page.Condition

/** Returns what this phone calls a parent: the [name] that was given, or one that fits both. */
internal fun called(context: Context, name: String): String =
    name.ifEmpty { context.getString(R.string.relative_parent) }

/** Puts answers into words, and what became of them. [name] is the parent's. */
internal class AskWords(private val context: Context, private val name: String) {
    /** Returns the words on the button of an answer, or null if this version cannot give it. */
    fun button(ask: FamilyAsk): String? = when (ask) {
        FamilyAsk.CALLING -> text(R.string.relative_calling)
        FamilyAsk.FINE -> text(R.string.relative_fine)
        FamilyAsk.ARRIVED -> text(R.string.relative_arrived)
        FamilyAsk.END_CALL -> text(R.string.relative_end_call, name)
        FamilyAsk.SAY -> text(R.string.relative_say, name)
        FamilyAsk.RING_NEXT -> text(R.string.relative_call_next, name)
        FamilyAsk.CONFIRM -> text(R.string.relative_confirm)
        FamilyAsk.OBJECT -> text(R.string.relative_object)
        FamilyAsk.RESET_PIN -> text(R.string.relative_reset)
        else -> null
    }

    /** Returns what was answered. A [sentence] is what was said. */
    fun said(ask: FamilyAsk?, sentence: String?): String =
        sentence?.takeIf(String::isNotEmpty)?.let { text(R.string.history_quoted, it) }
            ?: ask?.let(::button)
            ?: text(R.string.relative_answer)

    /** Says what became of an answer, and the [reason] if it was not done. */
    fun result(result: AskResult?, reason: String?): String = when (result) {
        null -> text(R.string.relative_sent)
        AskResult.DONE -> text(R.string.relative_done)
        AskResult.LATE -> text(R.string.relative_late)
        else -> listOfNotNull(text(R.string.relative_refused), reason?.ifEmpty { null }).joinToString("\n")
    }

    fun condition(result: AskResult?): Condition = when (result) {
        null -> Condition.OPEN
        AskResult.DONE -> Condition.DONE
        else -> Condition.FAULT
    }

    private fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)
}
