package app.kinguard.signals

import app.kinguard.core.Capability
import app.kinguard.core.Event

/**
 * Calls are diverted: done on a fraudster's word, it keeps the bank's and the family's calls away. Only a change counts,
 * many have a mailbox all their life.
 */
class ForwardingSignal(
    private val clock: StampClock,
    private val memory: SignalMemory,
    private val lines: PhoneLines,
) : Signal {
    override val id = SignalId.CALL_FORWARDING

    private val diverted = mutableMapOf<Int, Boolean>()
    private var listening = false

    override fun start(report: Report) {
        if (listening) return
        listening = lines.listen(PhoneLines.Wanted.FORWARDING) { line, news -> heard(line, news, report) }
    }

    override fun stop() {
        lines.close()
        listening = false
        diverted.clear()
    }

    override fun state(): SignalState = when {
        !lines.isOnThisPhone() -> SignalState.NotOnThisPhone
        !lines.isGranted() -> SignalState.Missing(Capability.PHONE_STATE)
        listening -> SignalState.Works
        else -> SignalState.NotOnThisPhone
    }

    /** The system tells what is so as soon as one listens: news only if it differs from what was so last. */
    private fun heard(line: Int, news: LineNews, report: Report) {
        if (news !is LineNews.Forwarding) return
        diverted[line] = news.on
        val now = diverted.values.any { it }
        val before = memory.read(KEY)?.toBoolean()
        if (now == before) return
        memory.write(KEY, now.toString())
        if (before != null) report.observed(Observation(clock.nowMs(), Event.CallForwardingChanged(now)))
    }

    private companion object {
        const val KEY = "calls_diverted"
    }
}
