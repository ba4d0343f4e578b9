package app.kinguard.signals

import android.telephony.TelephonyManager
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused

/**
 * Reports whether a call is under way. It knows no number, but it alone knows which line rings and when a call is
 * answered and over. It also sees calls that no other source was shown, and a call that began before this process.
 */
class PhoneStateSignal(
    private val clock: EngineClock,
    private val ledger: CallLedger,
    private val unscreened: UnscreenedCalls,
    /** The sources that know who rings. */
    private val callers: List<Signal>,
    private val lines: PhoneLines,
    private val regions: LineRegions,
) : Signal {
    override val id = SignalId.PHONE_STATE

    private val states = mutableMapOf<Int, Int>()

    /** The call state of a line that went away: another line may continue the call. */
    private var left: Int? = null

    /** True if the end of all calls was reported. */
    private var quiet = false

    override fun start(report: ObservationSink) =
        lines.listen(PhoneLines.Wanted.CALL_STATE) { line, news -> heard(line, news, report) }

    override fun stop() {
        lines.close()
        synchronized(states) {
            states.keys.forEach(ledger::ringsNoMore)
            unscreened.forgetLines()
            states.clear()
            left = null
            quiet = false
        }
    }

    override fun state(): SignalState = lines.state()

    private fun heard(line: Int, news: LineEvent, report: ObservationSink) {
        val atMs = clock.nowMs()
        val events =
            synchronized(states) {
                when (news) {
                    is LineEvent.CallState -> if (line in lines.open()) changed(line, news.state, atMs) else emptyList()
                    is LineEvent.Gone -> gone(line)
                    is LineEvent.Forwarding -> emptyList()
                }
            }
        events.forEach { report.observed(Observation(atMs, it)) }
    }

    private fun changed(line: Int, now: Int, atMs: Long): List<Event> {
        val before = states.put(line, now)
        if (before == now) return emptyList()
        if (now == TelephonyManager.CALL_STATE_RINGING) rings(line, atMs) else ringsNoMore(line, now, atMs)
        if (now == TelephonyManager.CALL_STATE_IDLE) return over()
        quiet = false
        if (before == null && now == left) {
            left = null
            return emptyList()
        }
        if (now == TelephonyManager.CALL_STATE_OFFHOOK) return answered(line, before, atMs)
        // The sources that know the number report the caller, a moment before or after this.
        return if (callers.any { it.state() == SignalState.Works }) {
            emptyList()
        } else {
            ledger.told(atMs)
            listOf(started(line, Direction.INCOMING))
        }
    }

    private fun rings(line: Int, atMs: Long) {
        ledger.rings(line)
        unscreened.rings(line, atMs)
    }

    private fun ringsNoMore(line: Int, now: Int, atMs: Long) {
        ledger.ringsNoMore(line)
        unscreened.ringsNoMore(line, atMs, answered = now == TelephonyManager.CALL_STATE_OFFHOOK)
    }

    private fun answered(line: Int, before: Int?, atMs: Long): List<Event> {
        val known = ledger.knows(atMs)
        ledger.settled()
        // A call that did not ring was dialled.
        val direction =
            if (before == TelephonyManager.CALL_STATE_IDLE) Direction.OUTGOING else Direction.INCOMING
        return if (known) listOf(Event.CallAnswered) else listOf(started(line, direction), Event.CallAnswered)
    }

    private fun gone(line: Int): List<Event> {
        val before = states.remove(line) ?: return emptyList()
        ledger.ringsNoMore(line)
        if (before == TelephonyManager.CALL_STATE_IDLE) return emptyList()
        left = before
        return over()
    }

    /**
     * Returns the end of the call, once every line has said that it is idle. The last process may have died during a
     * call, so an end is reported even without a beginning.
     */
    private fun over(): List<Event> {
        if (quiet || lines.open().any { states[it] != TelephonyManager.CALL_STATE_IDLE }) return emptyList()
        ledger.settled()
        left = null
        quiet = true
        return listOf(Event.CallEnded)
    }

    private fun started(line: Int, direction: Direction) =
        Event.CallStarted(direction, null, null, unlessRefused { regions.of(line) })
}
