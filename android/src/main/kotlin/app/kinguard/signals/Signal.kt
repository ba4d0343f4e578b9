package app.kinguard.signals

import app.kinguard.core.Capability
import app.kinguard.core.Event

/** One source of facts about this phone. Each source is one small class that decides nothing and can be tested alone. */
interface Signal {
    /** Its name in health, notification and records. */
    val id: SignalId

    /**
     * Begins to report. A second call changes nothing while it works, and tries again while it does not: a permission
     * may have been granted meanwhile. Must not throw: a refusal shows in [state].
     */
    fun start(report: ObservationSink)

    /** Stops reporting and gives everything back to the system. A second call changes nothing. */
    fun stop()

    /** Whether it works on this phone now. */
    fun state(): SignalState
}

/** A source that must be asked, because Android does not push it. */
interface PolledSignal : Signal {
    /** Reports everything since the last time it was asked, in order of time. */
    fun poll()
}

/** Where a source reports to. Called on any thread. */
fun interface ObservationSink {
    fun observed(observation: Observation)
}

/** One event with the moment it happened, in milliseconds as [EngineClock] counts them. */
data class Observation(val atMs: Long, val event: Event)

/** The sources. */
enum class SignalId {
    CALL_SCREENING,
    CALLER_NUMBERS,
    PHONE_STATE,
    AUDIO_MODE,
    CALL_FORWARDING,
    PACKAGES,
    USAGE_EVENTS,
    DISPLAYS,
    ACCESSIBILITY_SERVICES,
    SCREEN,
    NFC,
    ROAMING,
    CAR_MODE,
    POWERS,
}

/** Whether a source works on this phone. */
sealed interface SignalState {
    /** It works. */
    data object Works : SignalState

    /** A permission or role is missing. */
    data class Missing(val capability: Capability) : SignalState

    /** It is granted, and yet Android does not call: it has to be given to another app and back. */
    data class NotCalled(val capability: Capability) : SignalState

    /** This release or maker does not offer it. */
    data object NotOnThisPhone : SignalState
}

/** What somebody has to see to before it works; null: nothing. */
val SignalState.lacking: Capability?
    get() = when (this) {
        is SignalState.Missing -> capability
        is SignalState.NotCalled -> capability
        SignalState.Works, SignalState.NotOnThisPhone -> null
    }
