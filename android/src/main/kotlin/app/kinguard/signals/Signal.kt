package app.kinguard.signals

import app.kinguard.core.Capability
import app.kinguard.core.Event

/**
 * One source of facts about this phone. Each source is one small class that decides nothing and can be tested alone.
 */
interface Signal {
    /** Its name in health, notification and records. */
    val id: SignalId

    /**
     * Starts to report. A second call changes nothing while the source works, and tries again while it does not: a
     * permission may have been granted meanwhile. Must not throw: a refusal shows in [state].
     */
    fun start(report: ObservationSink)

    /** Stops reporting and returns everything to the system. A second call changes nothing. */
    fun stop()

    /** Returns whether it works on this phone now. */
    fun state(): SignalState
}

/** A source that must be polled, because Android does not push its facts. */
interface PolledSignal : Signal {
    /** Reports everything since the last poll, in order of time. */
    fun poll()
}

/** The receiver of a source's reports. Called on any thread. */
fun interface ObservationSink {
    fun observed(observation: Observation)
}

/** One event with the moment it happened, in milliseconds as [EngineClock] counts them. */
data class Observation(val atMs: Long, val event: Event)

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

/** The state of a source on this phone. */
sealed interface SignalState {
    data object Works : SignalState

    /** A permission or role is missing. */
    data class Missing(val capability: Capability) : SignalState

    /** It is granted, but Android does not call the app: it has to be given to another app and back. */
    data class NotCalled(val capability: Capability) : SignalState

    /** This release or maker does not offer it. */
    data object NotOnThisPhone : SignalState
}

/** The capability that somebody has to grant before it works. Null if none. */
val SignalState.lacking: Capability?
    get() = when (this) {
        is SignalState.Missing -> capability
        is SignalState.NotCalled -> capability
        SignalState.Works, SignalState.NotOnThisPhone -> null
    }
