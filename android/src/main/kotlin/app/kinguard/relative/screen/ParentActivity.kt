package app.kinguard.relative.screen

import android.os.Bundle
import app.kinguard.R
import app.kinguard.core.FamilyAsk
import app.kinguard.core.LinkQuestion
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** How one parent fares in full, what waits for an answer, and what can be changed about them. */
class ParentActivity : RelativePage() {
    private val words by lazy { ParentUiStateFactory(this) }
    private var shown: Seen? = null
    private var isRemoving = false

    /** What became of the last answer here, or null before any. */
    private var isSent: Boolean? = null

    /** Equal ones look the same: times are rounded as they are shown. */
    private data class Seen(
        val state: ParentUiState,
        val questions: List<LinkQuestion>,
        val withheld: ULong,
        val missing: ULong,
    )

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        isRemoving = state?.getBoolean(REMOVING) ?: false
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(REMOVING, isRemoving)
    }

    override fun show() {
        shown = null
        refresh()
    }

    override fun refresh() = read(::look) { seen ->
        when {
            seen == null -> finish()
            seen == shown -> Unit
            isRemoving -> askWhetherToRemove(seen)
            else -> lay(seen)
        }
    }

    private fun look(): Seen? = parent()?.let { parent ->
        val view = parent.view
        Seen(
            words.of(parent, screens.nowMs()),
            // Those of a danger are on the alarm's page.
            view?.questions.orEmpty().filter { it.incident == null }.map { it.copy(untilMs = 0) },
            view?.withheld ?: 0u,
            view?.didNotArrive ?: 0u,
        )
    }

    private fun lay(seen: Seen) {
        shown = seen
        val state = seen.state
        page.show {
            headline(state.name)
            fact(state.lines.firstOrNull().orEmpty(), state.lines.drop(1).joinToString("\n"), state.condition)
            isSent?.let { sent(it) }
            seen.questions.forEach { ask(state.name, it) }
            losses(seen)
            if (state.next == NextStep.SEE_ALARM) {
                strong(getString(R.string.relative_see_alarm, state.name)) {
                    startActivity(AlarmActivity.of(this@ParentActivity, state.parent))
                }
            }
            row(getString(R.string.history_title), emptyList(), R.drawable.icon_clock) {
                startActivity(about<ReceivedActivity>(this@ParentActivity, state.parent))
            }
            row(getString(R.string.relative_change), listOf(state.number), R.drawable.icon_person) {
                startActivity(about<NameActivity>(this@ParentActivity, state.parent))
            }
            quiet(getString(R.string.family_screen_remove)) { turn(removing = true) }
            quiet(getString(R.string.page_close)) { finish() }
            main(getString(R.string.home_call, state.name)) { dial(state.number) }
        }
    }

    private fun Page.ask(name: String, question: LinkQuestion) {
        heading(question.title)
        text(question.text)
        val words = AskWords(this@ParentActivity, name)
        question.asks.forEach { ask ->
            words.button(ask)?.let { strong(it) { answer(question, ask) } }
        }
    }

    private fun answer(question: LinkQuestion, ask: FamilyAsk) =
        write({ screens.parents.answer(parentId, question.counter, ask) }) { sent ->
            isSent = sent
            show()
        }

    private fun Page.sent(isSent: Boolean) = news(
        getString(if (isSent) R.string.relative_sent else R.string.relative_unsent),
        if (isSent) Condition.DONE else Condition.FAULT,
    )

    /** A server that keeps messages back is not to be trusted with the next one. */
    private fun Page.losses(seen: Seen) {
        if (seen.withheld > 0u) fact(getString(R.string.relative_withheld), messages(seen.withheld), Condition.FAULT)
        if (seen.missing > 0u) fact(getString(R.string.relative_missing), messages(seen.missing), Condition.OPEN)
    }

    private fun messages(count: ULong): String {
        val shown = count.coerceAtMost(Int.MAX_VALUE.toULong()).toInt()
        return resources.getQuantityString(R.plurals.relative_messages, shown, shown)
    }

    private fun askWhetherToRemove(seen: Seen) {
        shown = seen
        page.show {
            headline(getString(R.string.family_screen_remove_title, seen.state.name))
            text(getString(R.string.relative_remove_what))
            quiet(getString(R.string.family_screen_remove)) { write({ screens.parents.remove(parentId) }) { finish() } }
            main(getString(R.string.family_screen_back)) { turn(removing = false) }
        }
    }

    private fun turn(removing: Boolean) {
        isRemoving = removing
        show()
        page.toTop()
    }

    private companion object {
        const val REMOVING = "removing"
    }
}
