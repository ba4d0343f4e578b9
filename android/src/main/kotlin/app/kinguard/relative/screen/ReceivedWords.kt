package app.kinguard.relative.screen

import android.content.Context
import app.kinguard.R
import app.kinguard.core.AlertKind
import app.kinguard.core.LinkEntry
import app.kinguard.core.LinkEntryKind
import app.kinguard.page.Page.Weight

/** Puts what was received and sent into words. [name] is the parent's. */
internal class ReceivedWords(private val context: Context, name: String) {
    private val asks = AskWords(context, name)

    fun what(entry: LinkEntry): String = when (entry.what) {
        LinkEntryKind.PAIRED -> text(R.string.relative_paired)
        LinkEntryKind.RECEIVED -> entry.title
        LinkEntryKind.SAID -> text(R.string.relative_you_said, asks.said(entry.ask, entry.title))
        LinkEntryKind.OUTCOME -> asks.said(entry.ask, entry.title)
        LinkEntryKind.SILENT -> text(R.string.relative_fell_silent)
        LinkEntryKind.HEARD_AGAIN -> text(R.string.relative_heard_again)
        LinkEntryKind.DID_NOT_ARRIVE -> text(R.string.relative_missing)
        LinkEntryKind.WITHHELD -> text(R.string.relative_withheld)
        LinkEntryKind.REMOVED -> text(R.string.relative_removed)
    }

    fun more(entry: LinkEntry): List<String> = when (entry.what) {
        LinkEntryKind.RECEIVED -> listOf(entry.text)
        LinkEntryKind.OUTCOME -> listOf(asks.result(entry.result, entry.text))
        else -> emptyList()
    }

    fun weight(entry: LinkEntry): Weight = when {
        entry.what == LinkEntryKind.WITHHELD || entry.what == LinkEntryKind.SILENT -> Weight.ALARM
        entry.kind in DANGERS -> Weight.ALARM
        else -> Weight.PLAIN
    }

    private fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)

    private companion object {
        val DANGERS = setOf(AlertKind.DANGER, AlertKind.WENT_ON, AlertKind.UNSEEN, AlertKind.MONEY_SENT)
    }
}
