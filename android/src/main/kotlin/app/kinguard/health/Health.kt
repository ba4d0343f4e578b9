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

/** What the application offers whoever asks whether the guard works. */
interface HealthHost {
    val health: Health
}

/** Whether the guard works on this phone, as a whole and in its parts. To be asked anew each time: it keeps nothing. */
class Health(private val phone: Phone, private val sightings: Sightings, private val moments: Moments) {
    /** What health asks the other rooms. */
    interface Phone {
        val signals: List<Signal>

        /** What is not granted of that which no source of facts asks for itself. */
        fun lacking(): Set<Capability>

        fun ways(): List<FamilyRoute>

        /** How the message that tells of this phone's silence stands with each for whom one is held. */
        fun silence(): List<Lifeline.HeldFor>

        fun results(): Map<CheckId, CheckResult>

        /** The guard is paused until this moment of the wall clock; null: it is not. */
        fun pausedUntilMs(): Long?

        /** The stamp of a warning that did not come up and that none has followed which did; null: there is none. */
        fun unseenMs(): Long?

        /** How the maker's switch for it stands; null: this maker is not known to have one. */
        fun switch(entrance: LaunchPath): SwitchState?

        /** What came of trying it last; null: it was not tried. */
        fun trial(entrance: LaunchPath): LaunchTrialResult?

        /** When somebody last stopped the app by hand, by the wall clock; null: never. */
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
            entrances = LaunchPath.entries.associateWith(::state),
            stoppedMs = phone.stoppedMs()?.takeIf { moments.wallClockMs() - it < SHOWN_MS },
        )
    }

    /** When a stamp was, by the wall clock. */
    fun wallClock(stampMs: Long): Long = moments.ofStamp(stampMs)

    /** How each source of facts is. */
    fun sources(): Map<SignalId, PartState> = phone.signals.associate { it.id to state(it) }

    /** How each way to the family is. */
    fun ways(): List<FamilyRoute> = phone.ways()

    /** How the message that tells of this phone's silence stands with each for whom one is held. */
    fun silence(): List<Lifeline.HeldFor> = phone.silence()

    /** What each self-test found last; those that never ran are left out. */
    fun results(): Map<CheckId, CheckResult> = phone.results()

    /** A switch that is read as off outweighs what came of a trial before. */
    private fun state(entrance: LaunchPath): LaunchPathState {
        val switch = phone.switch(entrance)
        if (switch == SwitchState.Off) return LaunchPathState.Off
        return when (val trial = phone.trial(entrance)) {
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

    /** Other apps' private displays count as seen only where the self-test's bystander was told of ours. */
    private fun limit(source: SignalId): Finding.Limit? {
        if (source != SignalId.DISPLAYS) return null
        return when (val found = phone.results()[CheckId.DISPLAYS]?.finding) {
            Finding.Fine -> null
            is Finding.Limited -> found.limit
            is Finding.Fault, Finding.NotApplicable, null -> Finding.Limit.PRIVATE_NOT_TRIED
        }
    }

    private companion object {
        /** Afterwards it is for the history alone. */
        const val SHOWN_MS = WEEK_MS

        /** What is lost without it weighs most first. */
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
