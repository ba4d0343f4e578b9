package app.kinguard.setup

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Delivery
import app.kinguard.family.SentMessage
import app.kinguard.family.screen.FamilyWords
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.words.MomentFormatter

/** Shows the parent, without a PIN, which messages were sent about them, to whom, and whether they arrived. */
class SentActivity : PageActivity() {
    private val screens get() = (application as SetupHost).setup
    private val ways by lazy { FamilyWords(resources) }
    private val words by lazy { MessageWords(resources) }
    private val times by lazy { MomentFormatter(this) }
    private var shown = emptyList<SentMessage>()

    override fun passage(): PageAccess = gate.passageWithoutPin()

    override fun show() = read(screens.family.family::sent, ::lay)

    private fun lay(sent: List<SentMessage>) {
        shown = sent
        page.show {
            headline(getString(R.string.setup_sent))
            if (shown.isEmpty()) text(getString(R.string.setup_sent_nothing))
            shown.groupBy { it.message }.values.take(MOST).forEach { message(it) }
            main(getString(R.string.page_close)) { finish() }
        }
    }

    override fun refresh() {
        read(screens.family.family::sent) { if (it != shown) lay(it) }
    }

    private fun Page.message(all: List<SentMessage>) {
        heading(words.of(all.first().kind))
        val lines =
            listOf(times.dateAndClock(screens.moments.ofStamp(all.first().atMs))) + all.asReversed().map(::line)
        text(lines.joinToString("\n"))
    }

    private fun line(sent: SentMessage): String {
        val contact = sent.contact ?: getString(R.string.setup_sent_removed)
        val way = sent.address?.let { "${ways.way(it)} " }.orEmpty()
        val why = sent.reason?.takeIf { sent.state == Delivery.State.FAILED }?.let { " ${ways.reason(it)}" }.orEmpty()
        return getString(R.string.setup_sent_line, contact, way, words.of(sent.state)) + why
    }

    companion object {
        /** Older messages are of no use to anybody. */
        private const val MOST = 100

        fun intent(context: Context) = Intent(context, SentActivity::class.java)
    }
}
