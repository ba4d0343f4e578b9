package app.kinguard.relative.screen

import android.content.Context
import app.kinguard.R
import app.kinguard.core.GuardState
import app.kinguard.core.LinkView
import app.kinguard.page.Condition
import app.kinguard.relative.Parent

/** How a parent fares, as a card says it. Equal states look the same. */
internal data class ParentUiState(
    val parent: Long,
    val name: String,
    val number: String,
    val lines: List<String>,
    val condition: Condition,
    val next: NextStep,
)

/** What to do about the state of a parent, the most urgent first. */
internal enum class NextStep { SEE_ALARM, CALL, ANSWER, PAIR_AGAIN, NONE }

/** Puts how a parent fares into words. What is not known to be fine is never called so. */
internal class ParentUiStateFactory(private val context: Context) {
    private val times = RelativeTimes(context)

    fun of(parent: Parent, nowMs: Long): ParentUiState {
        val (lines, condition, next) = parent.view?.let { of(parent, it, nowMs) }
            ?: Triple(listOf(text(R.string.relative_keys_lost)), Condition.FAULT, NextStep.PAIR_AGAIN)
        return ParentUiState(parent.id, called(context, parent.name), parent.number, lines, condition, next)
    }

    private fun of(parent: Parent, view: LinkView, nowMs: Long): Triple<List<String>, Condition, NextStep> {
        val danger = view.danger
        val asked = view.questions.filter { it.incident == null }
        return when {
            view.removed -> Triple(listOf(text(R.string.relative_removed)), Condition.FAULT, NextStep.PAIR_AGAIN)

            danger != null -> Triple(
                listOf(danger.title.ifEmpty { text(R.string.relative_danger) }),
                if (danger.red) Condition.FAULT else Condition.OPEN,
                NextStep.SEE_ALARM,
            )

            view.silent -> Triple(
                listOfNotNull(heard(view, nowMs), text(R.string.relative_silent)),
                Condition.FAULT,
                NextStep.CALL,
            )

            else -> {
                val (words, condition) = health(view)
                val unheard = listening(parent.listening)
                val lines = asked.map { it.title } + words + listOfNotNull(unheard, heard(view, nowMs))
                val isOpen = asked.isNotEmpty() || unheard != null
                val worse = if (isOpen && condition == Condition.DONE) Condition.OPEN else condition
                Triple(lines, worse, if (asked.isEmpty()) NextStep.NONE else NextStep.ANSWER)
            }
        }
    }

    private fun health(view: LinkView): Pair<List<String>, Condition> {
        val health = view.health ?: return listOf(text(R.string.relative_no_word)) to Condition.OPEN
        return when (health.state) {
            GuardState.GUARDING -> listOf(text(R.string.relative_guarded)) to Condition.DONE
            GuardState.LIMITED -> listOf(text(R.string.relative_limited)) + health.faults to Condition.OPEN
            GuardState.PAUSED -> listOf(text(R.string.relative_paused)) to Condition.OPEN
            GuardState.OFF -> listOf(text(R.string.relative_off)) to Condition.FAULT
        }
    }

    /** Says why nothing can arrive here now, or null if it can. */
    private fun listening(state: Parent.Listening): String? = when (state) {
        Parent.Listening.CONNECTED -> null
        Parent.Listening.CONNECTING -> R.string.relative_connecting
        Parent.Listening.NO_NETWORK -> R.string.relative_no_network
        Parent.Listening.REFUSED -> R.string.relative_server
    }?.let(::text)

    private fun heard(view: LinkView, nowMs: Long): String? =
        view.heard?.let { text(R.string.relative_heard, times.of(it, nowMs)) }

    private fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)
}
