package app.kinguard.signals

/** Who listens in on a source, besides whoever it reports to. Called on any thread. */
fun interface Ear {
    fun heard(source: SignalId, observation: Observation)
}

/** The same source, with [ear] listening in. What fails in there takes nothing from whoever is reported to. */
fun Signal.overheardBy(ear: Ear): Signal =
    if (this is PolledSignal) PolledOverheard(this, ear) else Overheard(this, ear)

private class Overheard(private val source: Signal, private val ear: Ear) : Signal by source {
    override fun start(report: Report) = source.start(source.telling(ear, report))
}

private class PolledOverheard(private val source: PolledSignal, private val ear: Ear) : PolledSignal by source {
    override fun start(report: Report) = source.start(source.telling(ear, report))
}

private fun Signal.telling(ear: Ear, report: Report) = Report { observation ->
    orNull { ear.heard(id, observation) }
    report.observed(observation)
}
