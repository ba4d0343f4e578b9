package app.kinguard.signals

import app.kinguard.core.Event

/**
 * Reports that calls are diverted: if a fraudster talks the parent into it, the bank's and the family's calls no longer
 * arrive. Only a change counts, because many lines always divert to a mailbox.
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
     * Returns whether the state of this line differs from the last one: the system reports the current state to every
     * new listener. While another line is diverted, calls still are.
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
