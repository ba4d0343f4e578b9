package app.kinguard.signals

/** Who listens in on a source, besides whoever it reports to. Called on any thread. */
fun interface SignalTap {
    fun heard(source: SignalId, observation: Observation)
}

/** The same source, with [tap] listening in. What fails in there takes nothing from whoever is reported to. */
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
    orNull { tap.heard(id, observation) }
    report.observed(observation)
}
