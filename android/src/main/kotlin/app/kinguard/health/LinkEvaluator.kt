package app.kinguard.health

import app.kinguard.phone.Moments
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState

/** Evaluates the state of each link from what is granted and what was seen. */
internal class LinkEvaluator(signals: List<Signal>, private val sightings: Sightings, private val moments: Moments) {
    private val states: Map<SignalId, SignalState> = signals.associate { it.id to it.state() }

    fun all(): Map<Link, LinkState> = Link.entries.associateWith(::state)

    private fun state(link: Link): LinkState {
        val lines = PROOFS.getValue(link).map { line -> line.map { states[it.source] ?: SignalState.NotOnThisPhone } }
        if (lines.any { line -> line.all { it == SignalState.Works } }) return granted(link)
        val mendable = lines.firstOrNull { line -> line.none { it == SignalState.NotOnThisPhone } }
        return mendable?.firstNotNullOfOrNull(::gap) ?: LinkState.NotOnThisPhone
    }

    private fun gap(source: SignalState): LinkState? = when (source) {
        is SignalState.Missing -> LinkState.Missing(source.capability)
        is SignalState.NotCalled -> LinkState.NotCalled(source.capability)
        SignalState.Works, SignalState.NotOnThisPhone -> null
    }

    private fun granted(link: Link): LinkState =
        sightings.provedAt(link)?.let { LinkState.Proved(moments.ofStamp(it)) } ?: LinkState.Unproved
}
