package app.kinguard.relative.screen

import app.kinguard.R
import app.kinguard.core.LinkEntry
import app.kinguard.page.Page
import app.kinguard.relative.Parent
import app.kinguard.words.MomentFormatter

/** What was received from a parent's phone and sent to it, the latest first. */
class ReceivedActivity : RelativePage() {
    private val times by lazy { MomentFormatter(this) }

    /** The parent whose history is shown; the first one unless another was chosen. */
    private var chosen = NOBODY

    private class Seen(val all: List<Parent>, val parent: Parent?, val entries: List<LinkEntry>)

    override fun show() {
        val wanted = chosen.takeIf { it != NOBODY } ?: parentId
        read({ look(wanted) }, ::lay)
    }

    override fun refresh() = Unit

    private fun look(wanted: Long): Seen {
        val all = screens.parents.all()
        val parent = all.find { it.id == wanted } ?: all.firstOrNull()
        return Seen(all, parent, parent?.let { screens.parents.history(it.id) }.orEmpty())
    }

    private fun lay(seen: Seen) = page.show {
        headline(getString(R.string.history_title))
        if (seen.all.size > 1) {
            val names = seen.all.map { it.id to called(it) }
            chips(getString(R.string.relative_title), names, seen.parent?.id) {
                chosen = it
                show()
            }
        }
        if (seen.entries.isEmpty()) text(getString(R.string.relative_history_empty))
        val words = ReceivedWords(this@ReceivedActivity, seen.parent?.let { called(it) }.orEmpty())
        seen.entries.forEach { line(words, it) }
        quiet(getString(R.string.page_close)) { finish() }
    }

    private fun Page.line(words: ReceivedWords, entry: LinkEntry) {
        note(times.moment(entry.at), words.what(entry), words.more(entry), words.weight(entry))
    }
}
