package app.kinguard.signals

import app.kinguard.core.Event

/**
 * Calls are diverted: done on a fraudster's word, it keeps the bank's and the family's calls away. Only a change counts,
 * many have a mailbox all their life.
 */
class ForwardingSignal(
    private val clock: EngineClock,
    private val memory: SignalMemory,
    private val lines: PhoneLines,
) : Signal {
    override val id = SignalId.CALL_FORWARDING

    private val diverted = mutableSetOf<Int>()

    override fun start(report: ObservationSink) =
        lines.listen(PhoneLines.Wanted.FORWARDING) { line, news -> heard(line, news, report) }

    override fun stop() {
        lines.close()
        synchronized(diverted) { diverted.clear() }
    }

    override fun state(): SignalState = lines.state()

    private fun heard(line: Int, news: LineEvent, report: ObservationSink) {
        val on = (news as? LineEvent.Forwarding)?.on
        val isNews =
            synchronized(diverted) {
                if (on == true) diverted += line else diverted -= line
                on != null && differs(line, on)
            }
        if (on != null && isNews) report.observed(Observation(clock.nowMs(), Event.CallForwardingChanged(on)))
    }

    /**
     * The system tells what is so as soon as one listens: news only if it differs from what was so last, on this line.
     * While another line is diverted, calls still are.
     */
    private fun differs(line: Int, on: Boolean): Boolean {
        val key = "$KEY$line"
        val before = memory.read(key)?.toBoolean()
        if (before == on) return false
        memory.write(key, on.toString())
        return before != null && (on || diverted.isEmpty())
    }

    private companion object {
        const val KEY = "calls_diverted_"
    }
}
