package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.core.RuleId
import app.kinguard.failure.unlessRefused
import app.kinguard.history.Entry
import app.kinguard.history.TimedEntry
import app.kinguard.history.words.AppNames
import app.kinguard.history.words.EntryWords
import app.kinguard.page.Page

/** Lists what did not work, for the user who looks after the phone. */
class TroublesActivity : HistoryScreen() {
    override fun show() = read({ unlessRefused { screens.journal.entries() }?.filter(::isTrouble) }, ::lay)

    private fun lay(troubles: List<TimedEntry>?) = page.show {
        val words = EntryWords(resources, AppNames(resources, emptyList()))
        headline(getString(R.string.history_troubles))
        text(getString(R.string.history_troubles_why))
        when {
            troubles == null -> wrong(getString(R.string.history_unreadable))
            troubles.isEmpty() -> text(getString(R.string.history_troubles_none))
            else -> troubles.asReversed().forEach {
                note(times.moment(it.atMs), words.of(it.entry), emptyList(), Page.Weight.PLAIN)
            }
        }
        quiet(getString(R.string.history_close)) { finish() }
    }

    private fun isTrouble(noted: TimedEntry): Boolean {
        val entry = noted.entry
        return entry is Entry.Failed || (entry is Entry.Told && entry.rule == RuleId.PROTECTION_CHANGED)
    }

    companion object {
        fun intent(context: Context) = Intent(context, TroublesActivity::class.java)
    }
}
