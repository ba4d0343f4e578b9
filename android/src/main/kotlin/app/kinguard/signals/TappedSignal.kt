package app.kinguard.signals

import app.kinguard.failure.unlessRefused

/** A second listener to a source, beside the one it reports to. Called on any thread. */
fun interface SignalTap {
    fun heard(source: SignalId, observation: Observation)
}

/** Returns the same source with [tap] listening in. A failure in the tap does not affect the reports. */
fun Signal.tappedBy(tap: SignalTap): Signal =
    if (this is PolledSignal) TappedPolledSignal(this, tap) else TappedSignal(this, tap)

private class TappedSignal(private val source: Signal, private val tap: SignalTap) : Signal by source {
    override fun start(report: ObservationSink) = source.start(source.telling(tap, report))
}

private class TappedPolledSignal(private val source: PolledSignal, private val tap: SignalTap) :
    PolledSignal by source {
    override fun start(report: ObservationSink) = source.start(source.telling(tap, report))
}

private fun Signal.telling(tap: SignalTap, report: ObservationSink) = ObservationSink { observation ->
    unlessRefused { tap.heard(id, observation) }
    report.observed(observation)
}
