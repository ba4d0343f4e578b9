package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** The home of the family's phone: how each parent fares, and what to do about it in one tap. */
class RelativeActivity : RelativePage() {
    private val words by lazy { ParentUiStateFactory(this) }
    private var shown: Seen? = null

    /** What this phone lacks. Found when the page comes to the front: only pages before it change it. */
    private var lacks: Int? = null

    private data class Seen(val parents: List<ParentUiState>, val lacks: Int)

    override fun show() {
        shown = null
        lacks = null
        keep { ScanLink(this).close() }
        refresh()
    }

    override fun refresh() {
        val known = lacks
        read({ look(known) }) {
            lacks = it.lacks
            if (it != shown) lay(it)
        }
    }

    private fun look(lacks: Int?) = Seen(
        screens.parents.all().map { words.of(it, screens.nowMs()) },
        lacks ?: screens.needs(this).count { !it.isMet },
    )

    private fun lay(seen: Seen) {
        shown = seen
        page.show {
            if (seen.parents.isEmpty()) {
                headline(getString(R.string.relative_none))
                drawing(R.drawable.practice_call)
                text(getString(R.string.relative_none_what))
            } else {
                headline(getString(R.string.relative_title))
                seen.parents.forEach { card(it) }
            }
            heading(getString(R.string.relative_this_phone))
            row(
                getString(R.string.relative_needs),
                listOf(getString(if (seen.lacks == 0) R.string.setup_on else R.string.relative_need_open)),
                R.drawable.icon_bell,
                if (seen.lacks == 0) Condition.DONE else Condition.FAULT,
            ) { open<NeedsActivity>() }
            if (seen.parents.isNotEmpty()) {
                row(getString(R.string.relative_add), emptyList(), R.drawable.icon_add) { open<PairActivity>() }
                row(getString(R.string.history_title), emptyList(), R.drawable.icon_clock) { open<ReceivedActivity>() }
            }
            row(getString(R.string.relative_settings), emptyList(), R.drawable.icon_settings) {
                open<RelativeSettingsActivity>()
            }
            main(seen)
        }
    }

    private fun Page.card(parent: ParentUiState) {
        row(parent.name, parent.lines, null, parent.condition) { see(parent) }
    }

    private fun see(parent: ParentUiState) = startActivity(
        if (parent.next == NextStep.SEE_ALARM) {
            AlarmActivity.of(this, parent.parent)
        } else {
            about<ParentActivity>(this, parent.parent)
        },
    )

    /** The one thing to do now, for the parent who needs it most. */
    private fun Page.main(seen: Seen) {
        val parent = seen.parents.minByOrNull { it.next }?.takeIf { it.next != NextStep.NONE }
        when {
            seen.parents.isEmpty() -> main(getString(R.string.relative_pair)) { open<PairActivity>() }
            parent == null && seen.lacks > 0 -> main(getString(R.string.setup_open)) { open<NeedsActivity>() }
            parent == null -> Unit
            else -> main(words(parent)) { follow(parent) }
        }
    }

    private fun words(parent: ParentUiState): String = when (parent.next) {
        NextStep.SEE_ALARM -> getString(R.string.relative_see_alarm, parent.name)
        NextStep.CALL -> getString(R.string.home_call, parent.name)
        NextStep.ANSWER -> getString(R.string.relative_answer_now, parent.name)
        NextStep.PAIR_AGAIN, NextStep.NONE -> getString(R.string.relative_pair_anew)
    }

    private fun follow(parent: ParentUiState) {
        when (parent.next) {
            NextStep.CALL -> dial(parent.number)
            NextStep.PAIR_AGAIN -> open<PairActivity>()
            else -> see(parent)
        }
    }

    private inline fun <reified P : RelativePage> open() = startActivity(Intent(this, P::class.java))

    companion object {
        fun intent(context: Context) = Intent(context, RelativeActivity::class.java)
    }
}
