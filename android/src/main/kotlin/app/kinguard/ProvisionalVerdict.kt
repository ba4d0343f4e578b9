package app.kinguard

import app.kinguard.core.Capability
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState

/** What the sources say of themselves, while nobody has seen them work: nothing counts as proved. */
internal fun provisionalVerdict(signals: List<Signal>, lacking: Set<Capability>): Verdict {
    val states = signals.associate { it.id to it.state() }
    val missing = states.values.filterIsInstance<SignalState.Missing>().map { it.capability }.toSet() + lacking
    return Verdict(
        links = SOURCES.mapValues { (_, sources) -> linkState(sources.mapNotNull(states::get)) },
        lacking = IMPORTANCE.filter { it in missing },
        failing = emptyList(),
        pausedUntilMs = null,
    )
}

private fun linkState(states: List<SignalState>): LinkState = states.firstNotNullOfOrNull { state ->
    when (state) {
        is SignalState.Missing -> LinkState.Missing(state.capability)
        SignalState.NotOnThisPhone -> LinkState.NotOnThisPhone
        SignalState.Works -> null
    }
} ?: if (states.isEmpty()) LinkState.NotOnThisPhone else LinkState.Unproved

private val SOURCES =
    mapOf(
        Link.CALL to listOf(SignalId.CALL_SCREENING, SignalId.PHONE_STATE),
        Link.INSTALL to listOf(SignalId.PACKAGES),
        Link.SHARING to listOf(SignalId.DISPLAYS),
        Link.MONEY_APP to listOf(SignalId.USAGE_EVENTS),
    )

/** What costs most to be without comes first. */
private val IMPORTANCE =
    listOf(
        Capability.USAGE_ACCESS,
        Capability.CALL_SCREENING,
        Capability.PHONE_STATE,
        Capability.SMS,
        Capability.OVERLAY,
        Capability.NOTIFICATIONS,
        Capability.CONTACTS,
        Capability.BATTERY,
        Capability.AUTOSTART,
    )
