package app.kinguard.signals

import android.telephony.TelephonyManager
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event

/**
 * Whether a call is under way. The second source of calls: it knows no number, but it alone knows when a call is
 * answered and over, and it sees those that screening was not shown and one that was there before this process.
 */
class PhoneStateSignal(
    private val clock: StampClock,
    private val ledger: CallLedger,
    private val screening: Signal,
    private val lines: PhoneLines,
) : Signal {
    override val id = SignalId.PHONE_STATE

    private val states = mutableMapOf<Int, Int>()
    private var told: Int? = null
    private var listening = false

    override fun start(report: Report) {
        if (listening) return
        listening = lines.listen(PhoneLines.Wanted.CALL_STATE) { line, news -> heard(line, news, report) }
    }

    override fun stop() {
        lines.close()
        listening = false
        states.clear()
        told = null
    }

    override fun state(): SignalState = when {
        !lines.isOnThisPhone() -> SignalState.NotOnThisPhone
        !lines.isGranted() -> SignalState.Missing(Capability.PHONE_STATE)
        listening -> SignalState.Works
        else -> SignalState.NotOnThisPhone
    }

    private fun heard(line: Int, news: LineNews, report: Report) {
        if (news !is LineNews.CallState) return
        states[line] = news.state
        // Two SIMs: a conversation on one outweighs the other's silence.
        val now = states.values.maxByOrNull(::weight) ?: return
        val before = told
        if (now == before) return
        told = now
        val atMs = clock.nowMs()
        changed(before, now, atMs).forEach { report.observed(Observation(atMs, it)) }
    }

    private fun changed(before: Int?, now: Int, atMs: Long): List<Event> = when (now) {
        // The last process may have died during a call: its end is told even if its beginning was not heard here.
        TelephonyManager.CALL_STATE_IDLE -> {
            ledger.ended()
            listOf(Event.CallEnded)
        }

        // With the role the caller is told by screening, a moment before or after this.
        TelephonyManager.CALL_STATE_RINGING -> {
            if (screening.state() == SignalState.Works) emptyList() else started(atMs)
        }

        // A second call that rings and is let go changes nothing in the first.
        else -> {
            if (before == TelephonyManager.CALL_STATE_OFFHOOK) emptyList() else started(atMs) + Event.CallAnswered
        }
    }

    private fun started(atMs: Long): List<Event> {
        if (ledger.knows(atMs)) return emptyList()
        ledger.started(atMs)
        return listOf(Event.CallStarted(Direction.INCOMING, null, null, null))
    }

    private fun weight(state: Int): Int = when (state) {
        TelephonyManager.CALL_STATE_OFFHOOK -> 2
        TelephonyManager.CALL_STATE_RINGING -> 1
        else -> 0
    }
}
