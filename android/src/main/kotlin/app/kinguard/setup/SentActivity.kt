package app.kinguard.setup

import android.content.Context
import android.content.Intent
import android.os.Bundle
import app.kinguard.R
import app.kinguard.family.Delivery
import app.kinguard.family.SentMessage
import app.kinguard.family.screen.FamilyWords
import app.kinguard.page.Condition
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

    /** The message whose card is open, if any. */
    private var opened: Long? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        opened = state?.getLong(OPENED, NONE)?.takeIf { it != NONE }
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putLong(OPENED, opened ?: NONE)
    }

    override fun passage(): PageAccess = gate.passageWithoutPin()

    override fun show() = read(screens.family.family::sent, ::lay)

    private fun lay(sent: List<SentMessage>) {
        shown = sent
        page.show {
            headline(getString(R.string.setup_sent))
            if (shown.isEmpty()) text(getString(R.string.setup_sent_nothing))
            groups().forEach { group(it) }
            main(getString(R.string.page_close)) { finish() }
        }
    }

    override fun refresh() {
        read(screens.family.family::sent) { if (it != shown) lay(it) }
    }

    /** Returns the deliveries of each message; those of messages that went alike are together, the latest first. */
    private fun groups(): List<List<List<SentMessage>>> =
        shown.groupBy { it.message }.values.take(MOST).groupBy { all -> all.first().kind to all.map(::line) }.values
            .toList()

    private fun Page.group(group: List<List<SentMessage>>) {
        val latest = group.first()
        val times = group.map { times.dateAndClock(screens.moments.ofStamp(it.first().atMs)) }
        val lines = latest.asReversed().map(::line)
        val reasons = group.flatten().mapNotNull(::reason).distinct()
        val name = words.of(latest.first().kind)
        if (times.size == 1 && reasons.isEmpty()) {
            return fact(name, (times + lines).joinToString("\n"), condition(latest)).let {}
        }
        val isOpen = opened == latest.first().message
        val moments =
            if (isOpen || times.size == 1) {
                times
            } else {
                listOf(getString(R.string.setup_sent_times, times.first(), times.size))
            }
        row(name, moments + lines + reasons.takeIf { isOpen }.orEmpty(), condition = condition(latest)) {
            opened = latest.first().message.takeUnless { isOpen }
            show()
        }
    }

    private fun condition(deliveries: List<SentMessage>): Condition = when {
        deliveries.any { it.state == Delivery.State.FAILED } -> Condition.FAULT
        deliveries.all { it.state == Delivery.State.DELIVERED } -> Condition.DONE
        deliveries.any { it.state in UNDER_WAY } -> Condition.OPEN
        else -> Condition.PLAIN
    }

    private fun line(sent: SentMessage): String {
        val contact = sent.contact ?: getString(R.string.setup_sent_removed)
        val way = sent.address?.let { "${ways.way(it)} " }.orEmpty()
        return getString(R.string.setup_sent_line, contact, way, words.of(sent.state))
    }

    private fun reason(sent: SentMessage): String? =
        sent.reason?.takeIf { sent.state == Delivery.State.FAILED }?.let(ways::reason)

    companion object {
        /** Older messages are of no use to anybody. */
        private const val MOST = 100
        private const val OPENED = "opened"
        private const val NONE = -1L
        private val UNDER_WAY = setOf(Delivery.State.WAITING, Delivery.State.SENDING, Delivery.State.UNKNOWN)

        fun intent(context: Context) = Intent(context, SentActivity::class.java)
    }
}
