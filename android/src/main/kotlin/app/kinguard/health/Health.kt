package app.kinguard.health

import app.kinguard.core.Capability
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.Moments
import app.kinguard.phone.SwitchState
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.signals.lacking
import app.kinguard.time.WEEK_MS

/** Gives every screen that asks whether the guard works access to [Health]. The application implements it. */
interface HealthHost {
    val health: Health
}

/** The health of the guard on this phone, as a whole and in its parts. It caches nothing, so ask again each time. */
class Health(private val phone: Phone, private val sightings: Sightings, private val moments: Moments) {
    /** The facts that health takes from the other packages. */
    interface Phone {
        val signals: List<Signal>

        /** Returns the missing capabilities that no signal asks for itself. */
        fun lacking(): Set<Capability>

        fun ways(): List<FamilyRoute>

        /** Returns whether the parent agreed to messages to the family. */
        fun isAgreed(): Boolean

        /** Returns the state of the silence alert for each contact that one is held for. */
        fun silence(): List<Lifeline.HeldFor>

        fun results(): Map<CheckId, CheckResult>

        /** The wall-clock time until which the guard is paused, or null if it is not. */
        fun pausedUntilMs(): Long?

        /** The stamp of a warning that did not come up, or null if there is none or a later one did. */
        fun unseenMs(): Long?

        /** Returns the state of the manufacturer's switch, or null if this manufacturer is not known to have one. */
        fun switch(launchPath: LaunchPath): SwitchState?

        /** Returns the result of the last trial, or null if there was none. */
        fun trial(launchPath: LaunchPath): LaunchTrialResult?

        /** The wall-clock time at which somebody last stopped the app by hand, or null if nobody ever did. */
        fun stoppedMs(): Long?
    }

    fun verdict(): Verdict {
        val missing = phone.signals.mapNotNull { it.state().lacking } + phone.lacking()
        return Verdict(
            links = LinkEvaluator(phone.signals, sightings, moments).all(),
            lacking = IMPORTANCE.filter { it in missing },
            failing = phone.results().values.filter { it.isFailing }.map { it.id }.sorted(),
            pausedUntilMs = phone.pausedUntilMs(),
            unseenMs = phone.unseenMs()?.let(moments::ofStamp),
            launchPaths = LaunchPath.entries.associateWith(::state),
            stoppedMs = phone.stoppedMs()?.takeIf { moments.wallClockMs() - it < SHOWN_MS },
            closed = phone.ways().filterNot { it.isOpen }.map { it.address }.toSet(),
        )
    }

    /** Converts a stamp to wall-clock time. */
    fun wallClock(stampMs: Long): Long = moments.ofStamp(stampMs)

    /** Returns the state of each signal. */
    fun sources(): Map<SignalId, PartState> = phone.signals.associate { it.id to state(it) }

    /** Returns the state of each route to the family. */
    fun ways(): List<FamilyRoute> = phone.ways()

    fun reach(): FamilyReach = when {
        phone.ways().none { it.isOpen } -> FamilyReach.NOBODY
        !phone.isAgreed() -> FamilyReach.NOT_AGREED
        else -> FamilyReach.TOLD
    }

    /** Returns the state of the silence alert for each contact that one is held for. */
    fun silence(): List<Lifeline.HeldFor> = phone.silence()

    /** Returns the latest result of each self-test, without those that never ran. */
    fun results(): Map<CheckId, CheckResult> = phone.results()

    /** A switch that reads as off outweighs the result of an earlier trial. */
    private fun state(launchPath: LaunchPath): LaunchPathState {
        val switch = phone.switch(launchPath)
        if (switch == SwitchState.Off) return LaunchPathState.Off
        return when (val trial = phone.trial(launchPath)) {
            is LaunchTrialResult.CameUp -> LaunchPathState.Proved(moments.ofStamp(trial.atMs))
            is LaunchTrialResult.StayedAway -> LaunchPathState.Failed(moments.ofStamp(trial.atMs))
            null -> if (switch == SwitchState.Unknown) LaunchPathState.Unproved else LaunchPathState.Free
        }
    }

    private fun state(signal: Signal): PartState = when (val state = signal.state()) {
        is SignalState.Missing -> PartState.Missing(state.capability)

        is SignalState.NotCalled -> PartState.NotCalled

        SignalState.NotOnThisPhone -> PartState.NotOnThisPhone

        SignalState.Works -> {
            val silent = sightings.silentSince(signal.id)?.let { PartState.SilentTooLong(moments.ofStamp(it)) }
            val seen = sightings.seenAt(signal.id)?.let { PartState.SeenWorking(moments.ofStamp(it)) }
            val whole = silent ?: seen ?: PartState.Works
            limit(signal.id)?.let { PartState.Limited(whole, it) } ?: whole
        }
    }

    /** Other apps' private displays count as seen only if the self-test's probe process was told of ours. */
    private fun limit(source: SignalId): Finding.Limit? {
        if (source != SignalId.DISPLAYS) return null
        return when (val found = phone.results()[CheckId.DISPLAYS]?.finding) {
            Finding.Fine -> null
            is Finding.Limited -> found.limit
            is Finding.Fault, Finding.NotApplicable, null -> Finding.Limit.PRIVATE_NOT_TRIED
        }
    }

    private companion object {
        /** After that, only the history mentions it. */
        const val SHOWN_MS = WEEK_MS

        /** The capabilities by importance: the one whose lack costs most comes first. */
        val IMPORTANCE =
            listOf(
                Capability.USAGE_ACCESS,
                Capability.PHONE_STATE,
                Capability.CALL_SCREENING,
                Capability.OVERLAY,
                Capability.BACKGROUND_START,
                Capability.LOCK_SCREEN,
                Capability.INSTALLED_APPS,
                Capability.SMS,
                Capability.NOTIFICATIONS,
                Capability.CONTACTS,
                Capability.BATTERY,
                Capability.AUTOSTART,
                Capability.UNUSED_EXEMPTION,
            )
    }
}
