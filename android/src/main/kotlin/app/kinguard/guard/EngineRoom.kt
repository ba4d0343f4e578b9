package app.kinguard.guard

import android.database.sqlite.SQLiteException
import android.util.Log
import app.kinguard.core.Choice
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.Guard
import app.kinguard.core.GuardException
import app.kinguard.core.InternalException
import app.kinguard.core.Response
import app.kinguard.family.FamilyDoor
import app.kinguard.history.Entry
import app.kinguard.history.HistoryDoor
import app.kinguard.history.Trouble
import app.kinguard.signals.Observation
import app.kinguard.signals.PolledSignal
import app.kinguard.signals.PollingPlan
import app.kinguard.signals.Report
import app.kinguard.signals.Signal
import app.kinguard.warning.WarningDoor
import app.kinguard.warning.WarningListener
import java.util.concurrent.ConcurrentLinkedQueue

/**
 * Where the engine runs: events in by time, what follows stored, then carried out.
 *
 * All is done on the engine's thread, one turn after the other. A turn asks every source that must be asked, puts what
 * they say and what was pushed into the order in which it happened, hands it to the engine, stores the new state
 * together with the effects, and only then carries them out. So a process that dies at any point either has not heard
 * of an event, or finds its effects when it comes back.
 */
class EngineRoom(
    private val store: Store,
    private val clock: StoredStampClock,
    private val thread: EngineThread,
    private val alarm: Alarm,
    private val doors: Doors,
    private val surroundings: Surroundings,
    private val signals: List<Signal> = emptyList(),
) : Report,
    WarningListener {
    /** Where effects go. */
    class Doors(val warning: WarningDoor, val family: FamilyDoor, val history: HistoryDoor)

    /** What the guard asks of the phone now and then. */
    interface Surroundings {
        fun screenOn(): Boolean

        /** Whether an app that is not part of the system may act for the user: then nobody may tap "go on". */
        fun anotherAppMayAct(): Boolean

        /** The SIM's region, ISO 3166, where none was set. */
        fun region(): String

        /** What the guard can see may have changed. */
        fun protectionChanged() = Unit
    }

    private val inbox = ConcurrentLinkedQueue<Observation>()
    private val carrier = Carrier(store, clock, doors, surroundings, ::trouble)

    // From here on touched on the engine's thread only.
    private var guard: Guard? = null
    private var stored: String? = null
    private var standing: Standing? = null
    private var wakeAt: Long? = null
    private var ringsAt: Long? = null
    private var asked = false
    private var plan = PollingPlan(screenOn = surroundings.screenOn())
    private var lastSeen = Long.MIN_VALUE
    private var panics = 0

    /** Begins: what a dead process left is carried out, then the sources report. A second call changes nothing. */
    fun start(): Unit = thread.post { if (guard == null) begin() }

    /** Stops reporting; what is known stays. For tests, and for switching the guard off. */
    fun stop(): Unit = thread.post {
        signals.forEach { attempt(Trouble.SIGNAL_FAILED) { it.stop() } }
        EngineThread.Kind.entries.forEach(thread::cancel)
        alarm.cancel()
    }

    /** From any thread. */
    override fun observed(observation: Observation) {
        inbox += observation
        thread.post { if (inbox.isNotEmpty()) turn() }
    }

    override fun answered(choice: Choice): Unit = happened(Event.WarningAnswered(choice))

    override fun recorded(visible: Boolean): Unit = happened(Event.ScreenRecorded(visible))

    /** Something that happens in this app right now: an answer of the family, the alarm button, new settings. */
    fun happened(event: Event): Unit = observed(Observation(clock.nowMs(), event))

    /** To be called when the alarm rings; [done] afterwards. Harmless at any time. */
    fun wake(done: () -> Unit = {}): Unit = thread.post {
        ringsAt = null
        if (guard == null) begin() else turn()
        done()
    }

    /** Sets where the phone is at home, for the engine too. */
    fun settle(settings: Store.Settings) {
        store.settings = settings
        happened(Event.SettingsChanged(settings.home, settings.familiarRegions))
    }

    /** What is watched and what is not. */
    fun watched(): List<Signal> = signals

    private fun begin() {
        standing = attempt(Trouble.NOT_STORED) { store.standing() }
        val engine = restored()
        guard = engine
        stored = runCatching { engine.snapshot() }.getOrNull()
        carrier.resume()
        // Told by the clock, because not every maker's phone lets the broadcast through.
        if (clock.rebooted) inbox += Observation(clock.bootedAtMs, Event.DeviceBooted)
        signals.forEach { attempt(Trouble.SIGNAL_FAILED) { it.start(this) } }
        if (!turn()) carrier.showAgain(standing)
        attempt(Trouble.NOT_STORED) { store.timeBase = clock.base() }
    }

    /** The engine that wrote the latest snapshot, or a new one. */
    private fun restored(): Guard {
        val snapshot = attempt(Trouble.NOT_STORED) { store.snapshot() } ?: return fresh()
        return try {
            Guard.restore(snapshot)
        } catch (refused: GuardException) {
            Log.w(TAG, "snapshot refused: ${refused.javaClass.simpleName}")
            setAside(snapshot)
            fresh()
        }
    }

    private fun setAside(snapshot: String) {
        trouble(Trouble.SNAPSHOT_UNREADABLE)
        attempt(Trouble.NOT_STORED) { store.setAside(snapshot, clock.nowMs()) }
    }

    private fun fresh(): Guard {
        val settings = attempt(Trouble.NOT_STORED) { store.settings }
        return try {
            Guard(settings?.home ?: surroundings.region(), settings?.familiarRegions.orEmpty())
        } catch (_: GuardException.BadRegion) {
            trouble(Trouble.SETTINGS_REFUSED)
            Guard(FALLBACK_REGION, emptyList())
        }
    }

    /** Returns whether the screen was given something to show, or told to show nothing. */
    private fun turn(): Boolean {
        for (signal in signals) if (signal is PolledSignal) attempt(Trouble.SIGNAL_FAILED) { signal.poll() }
        val heard = generateSequence(inbox::poll).toList().sortedBy(Observation::atMs)
        val seen = clock.nowMs().coerceAtLeast(lastSeen)
        lastSeen = seen
        val said = mutableListOf<Store.Said>()
        for (observation in heard) {
            plan = plan.after(observation.event)
            said += ask { it.observe(seen, observation.atMs, observation.event) }.at(seen)
            note(observation)
        }
        val due = wakeAt.let { it != null && it <= seen } || !asked
        if (due) said += ask { it.wake(seen) }.at(seen)
        asked = true
        if (heard.isEmpty() && !due && !carrier.owes) {
            comeBack(seen)
            return false
        }
        val before = standing
        standing =
            said.fold(before.answeredBy(heard)) { was, now -> Standing.after(was, now.effect, now.atMs) }
        val shown = keepAndCarryOut(said, standing != before)
        if (heard.any { it.event is Event.FamilyAnswered }) carrier.showAgain(standing)
        if (heard.any { it.event is Event.ProtectionChanged }) surroundings.protectionChanged()
        comeBack(seen)
        return shown
    }

    private fun keepAndCarryOut(said: List<Store.Said>, standingChanged: Boolean): Boolean {
        val snapshot =
            guard?.let { engine -> attempt(Trouble.ENGINE_PANICKED) { engine.snapshot() } } ?: stored
        if (snapshot != null && (snapshot != stored || said.isNotEmpty() || standingChanged)) {
            try {
                store.commit(snapshot, said, standing, clock.base())
                stored = snapshot
            } catch (full: SQLiteException) {
                // Better said from memory, and perhaps twice, than not at all.
                Log.w(TAG, "not stored: ${full.javaClass.simpleName}")
                trouble(Trouble.NOT_STORED)
                return carrier.carryOutUnstored(said, standing)
            }
        }
        return if (said.isNotEmpty() || carrier.owes) carrier.carryOut(standing) else false
    }

    /** Asks the engine. A panic costs one event and nothing else; one after the other mean that its state is to blame. */
    private fun ask(question: (Guard) -> Response): List<Effect> {
        val engine = guard ?: return emptyList()
        return try {
            val response = question(engine)
            panics = 0
            wakeAt = response.wakeAt
            plan = plan.copy(attention = response.attention)
            response.effects
        } catch (_: GuardException.BadRegion) {
            trouble(Trouble.SETTINGS_REFUSED)
            emptyList()
        } catch (_: GuardException) {
            panicked()
            emptyList()
        } catch (_: InternalException) {
            panicked()
            emptyList()
        }
    }

    private fun panicked() {
        trouble(Trouble.ENGINE_PANICKED)
        panics += 1
        if (panics < PANICS_BORNE) return
        panics = 0
        stored?.let(::setAside)
        guard?.close()
        guard = fresh()
        stored = null
    }

    private fun note(observation: Observation) {
        val event = observation.event
        if (event is Event.WarningAnswered) {
            attempt(Trouble.NOT_CARRIED_OUT) {
                doors.history.noted(observation.atMs, Entry.Answered(event.choice))
            }
        }
    }

    private fun Standing?.answeredBy(heard: List<Observation>): Standing? = heard.fold(this) { was, observation ->
        when (val event = observation.event) {
            is Event.WarningAnswered -> was?.copy(answered = true)
            is Event.FamilyAnswered -> was?.copy(callingNow = callingNow(event, was))
            else -> was
        }
    }

    private fun callingNow(event: Event.FamilyAnswered, was: Standing): String? {
        if (event.answer != FamilyAnswer.CALLING) return was.callingNow
        return attempt(Trouble.NOT_STORED) { store.family }?.getOrNull(event.contact.toInt())?.name
    }

    /** Arranges the next turn. */
    private fun comeBack(now: Long) {
        val wake = wakeAt
        if (wake == null) {
            thread.cancel(EngineThread.Kind.WAKE)
            if (ringsAt != null) alarm.cancel()
        } else {
            // An engine that asks for the moment it was just woken at must not keep the phone busy.
            val delay = (wake - now).coerceAtLeast(SHORTEST_WAKE_MS)
            thread.postLater(EngineThread.Kind.WAKE, delay) { turn() }
            if (ringsAt != wake) attempt(Trouble.NOT_CARRIED_OUT) { alarm.ringIn(delay) }
        }
        ringsAt = wake
        val look = plan.delayMs().takeIf { signals.any { it is PolledSignal } }
        if (look == null) {
            thread.cancel(EngineThread.Kind.LOOK)
        } else {
            thread.postLater(EngineThread.Kind.LOOK, look) { turn() }
        }
    }

    private fun PollingPlan.after(event: Event): PollingPlan = when (event) {
        is Event.ScreenTurned -> copy(screenOn = event.on)
        is Event.CallStarted, is Event.CallAnswered, is Event.VoiceChatStarted -> copy(inCall = true)
        is Event.CallEnded, is Event.VoiceChatEnded, is Event.DeviceBooted -> copy(inCall = false)
        else -> this
    }

    private fun List<Effect>.at(seen: Long) = map { Store.Said(seen, it) }

    /** Nothing that fails here may stop the guard: whatever it is, the next event counts. */
    private fun <T> attempt(what: Trouble, act: () -> T): T? = try {
        act()
    } catch (failed: Exception) {
        Log.w(TAG, "$what: ${failed.javaClass.simpleName}")
        trouble(what)
        null
    }

    private fun trouble(what: Trouble) {
        runCatching { doors.history.noted(clock.nowMs(), Entry.Failed(what)) }
    }

    private companion object {
        const val TAG = "guard"
        const val FALLBACK_REGION = "CN"
        const val PANICS_BORNE = 3
        const val SHORTEST_WAKE_MS = 50L
    }
}
