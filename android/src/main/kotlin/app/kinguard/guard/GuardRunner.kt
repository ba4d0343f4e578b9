package app.kinguard.guard

import android.database.sqlite.SQLiteException
import android.util.Log
import app.kinguard.core.Capability
import app.kinguard.core.Choice
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.Level
import app.kinguard.core.Response
import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import app.kinguard.family.FamilyPort
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.signals.Observation
import app.kinguard.signals.ObservationSink
import app.kinguard.signals.PolledSignal
import app.kinguard.signals.PollingPlan
import app.kinguard.signals.Signal
import app.kinguard.warning.WarningListener
import app.kinguard.warning.WarningPort
import app.kinguard.work.GuardThread
import app.kinguard.work.WakeAlarm
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent
import java.util.concurrent.ConcurrentLinkedQueue

/**
 * Runs the engine: takes events in order of time, stores what follows, then carries it out.
 *
 * Everything happens on the engine's thread, one turn after the other. A turn polls every source that must be polled,
 * sorts the polled and pushed events into the order in which they happened, hands them to the engine, stores the new
 * state together with the effects, and only then carries them out. So a process that dies at any point either never
 * received an event, or finds its effects when it comes back.
 */
class GuardRunner(
    private val store: GuardStore,
    private val clock: StoredEngineClock,
    private val thread: WorkThread,
    private val alarm: WakeAlarm,
    private val ports: Ports,
    private val environment: GuardEnvironment,
    private val signals: List<Signal>,
    private val memory: StoredSignalMemory,
    private val pauseState: PauseState,
    warnings: WarningFactory,
) : ObservationSink,
    WarningListener,
    ScreenExposureMonitor.Core {
    /** The receivers of effects. */
    class Ports(
        val warning: WarningPort,
        val family: FamilyPort,
        val history: HistoryPort,
        val help: HelpPort = HelpPort.None,
    )

    private val inbox = ConcurrentLinkedQueue<Observation>()
    private val executor = EffectExecutor(thread, store, clock, ports, warnings, ::lacking, ::trouble)

    // Everything below is used on the engine's thread only.
    private var engine: RecoveringEngine? = null
    private val protection by lazy {
        ProtectionMonitor(signals, environment, attempt(Trouble.NOT_STORED) { store.lacking() })
    }
    private val familyCalls = FamilyCalls(ports.family::contacts, ::homes)
    private var untold = emptyList<GuardStore.Said>()
    private var wakeAt: Long? = null
    private var ringsAt: Long? = null

    @Volatile
    private var plan = PollingPlan(screenOn = environment.screenOn())
    private var lastSeen = Long.MIN_VALUE
    private var storedAt = 0L

    /** True while the sources are stopped. Null before the first check. */
    private var resting: Boolean? = null

    /**
     * Starts the guard: carries out what a dead process left unfinished, then lets the sources report. A second call
     * changes nothing, except after [stop].
     */
    fun start(): Unit = thread.post { if (engine == null) begin() else if (resting == null) turn() }

    /** Stops reporting and keeps what is known. For a phone that becomes the family's, and for tests. */
    fun stop(): Unit = thread.post {
        stopSignals()
        resting = null
        watches = false
        WorkThread.Kind.entries.forEach(thread::cancel)
        alarm.cancel()
    }

    /** Takes an observation, on any thread. */
    override fun observed(observation: Observation) {
        inbox += observation
        thread.post {
            // A call for help ends the pause.
            if (observation.event.asksForHelp()) attempt(Trouble.NOT_STORED, pauseState::end)
            if (inbox.isNotEmpty()) turn()
        }
    }

    override fun answered(choice: Choice): Unit = happened(Event.WarningAnswered(choice))

    override fun recorded(visible: Boolean): Unit = happened(Event.ScreenRecorded(visible))

    /** Takes an event that happens in this app right now: an answer of the family, the alarm button, new settings. */
    fun happened(event: Event): Unit = observed(Observation(clock.nowMs(), event))

    /**
     * Handles the wake-up alarm, and calls [done] when the family's thread has done its part as well: until then the
     * phone is kept awake. Safe to call at any time.
     */
    fun wake(done: () -> Unit = {}): Unit = thread.post {
        ringsAt = null
        if (engine == null) begin() else turn()
        attempt(Trouble.NOT_CARRIED_OUT, ports.family::deliver)
        // After everything that the turn posted.
        thread.post { attempt(Trouble.NOT_CARRIED_OUT) { ports.family.afterwards(done) } ?: done() }
    }

    /** Checks again after a permission may have been granted or taken away. */
    fun lookAgain(): Unit = thread.post {
        attempt(Trouble.SIGNAL_FAILED, environment::lookAnew)
        protection.soon()
        if (engine != null) turn()
    }

    /** Sets the phone's home region, for the engine too, and tells the family. */
    fun settle(settings: GuardStore.Settings) {
        store.together {
            ports.family.settingsChanged(settings.changedSince(store.settings))
            store.settings = settings
        }
        ports.family.deliver()
        happened(settings.changed(environment.abroad()))
    }

    /** The core's latest answer. */
    @Volatile
    private var latest: Response? = null

    /** True if a danger is open, or a voice is heard that may lead the user. Any thread may ask. */
    val led: Boolean get() = latest?.led == true

    /** True if a voice is heard that may lead the user. Any thread may ask. */
    val heard: Boolean get() = latest?.heard == true

    override val screenSeen: Boolean get() = latest?.screenSeen == true

    /** True if the guard has begun and does not pause. */
    @Volatile
    override var watches = false
        private set

    /** True if everything that a dead process left was shown again. Any thread may ask. */
    @Volatile
    var hasBegun = false
        private set

    /** The stored warning of the current danger. Null if there is none. Any thread may ask. */
    @Volatile
    var standing: ActiveWarning? = null
        private set

    /** Returns the sources, with what is watched and what is not. */
    fun watched(): List<Signal> = signals

    @GuardThread
    private fun begin() {
        thread.assertCurrent()
        standing = attempt(Trouble.NOT_STORED) { store.standing() }
        engine = RecoveringEngine(thread, store, clock, environment::region, ::trouble)
        // The engine's first answer says what it waits for.
        wakeAt = Long.MIN_VALUE
        // Taken from the clock, because some makers' phones do not deliver the broadcast.
        if (clock.rebooted) inbox += Observation(clock.bootedAtMs, Event.DeviceBooted)
        if (!turn()) executor.showAgain(standing)
        hasBegun = true
        attempt(Trouble.NOT_CARRIED_OUT, ports.family::deliver)
        attempt(Trouble.NOT_STORED) { store.timeBase = clock.base() }
    }

    private fun homes(): Set<String> = setOfNotNull(store.settings?.home, environment.region())

    private fun lacking(): Set<Capability> = protection.known

    private fun stopSignals() = signals.forEach { attempt(Trouble.SIGNAL_FAILED) { it.stop() } }

    private fun startSignals() = signals.forEach { attempt(Trouble.SIGNAL_FAILED) { it.start(this) } }

    /** Runs one turn. Returns whether the screen was told to show something, or to show nothing. */
    @GuardThread
    private fun turn(): Boolean {
        thread.assertCurrent()
        val engine = engine ?: return false
        restOrRise()
        val changes = if (resting == true) emptyList() else lookAround()
        val seen = clock.nowMs().coerceAtLeast(lastSeen)
        lastSeen = seen
        val heard =
            (generateSequence(inbox::poll) + changes.map { Observation(seen, it) }).toList().sortedBy(Observation::atMs)
                .let { dropStaleObservations(it, attempt(Trouble.NOT_STORED, pauseState::overAtMs)) }
        val toldBy = heard.flatMap { engine.hear(seen, it) }
        val due = wakeAt.let { it != null && it <= seen }
        val said = untold + if (due) toldBy + engine.wake(seen) else toldBy
        val before = standing
        standing =
            said.fold(before.answeredBy(heard)) { was, now ->
                ActiveWarning.after(was, now.effect, now.atMs, ports.help::sentence)
            }
        val shown = keepAndCarryOut(said, due || heard.isNotEmpty(), standing != before)
        if (heard.any { it.event is Event.FamilyAnswered }) executor.showAgain(standing)
        if (changes.isNotEmpty() ||
            said.any { it.effect.isRed() }
        ) {
            attempt(Trouble.NOT_CARRIED_OUT, environment::changed)
        }
        comeBack(seen)
        return shown
    }

    /**
     * Stops the sources while the family wants a pause, and starts them after it. For the core a pause is as if the
     * phone had been off: everything under way is over, and everything learnt stays.
     */
    private fun restOrRise() {
        val before = resting
        val now = attempt(Trouble.NOT_STORED, pauseState::isOn) == true
        if (now == before) return
        resting = now
        watches = !now
        if (now) {
            stopSignals()
            inbox += Observation(clock.nowMs(), Event.DeviceBooted)
        } else {
            startSignals()
        }
        if (now || before != null) attempt(Trouble.NOT_CARRIED_OUT, environment::changed)
    }

    private fun lookAround(): List<Event.ProtectionChanged> {
        val changes = lookAtProtection()
        for (signal in signals) if (signal is PolledSignal) attempt(Trouble.SIGNAL_FAILED) { signal.poll() }
        return changes
    }

    private fun Event.asksForHelp() =
        this is Event.HelpAsked || (this is Event.WarningAnswered && choice == Choice.MONEY_SENT)

    private fun Effect.isRed() = this is Effect.Warn && level == Level.RED

    private fun lookAtProtection(): List<Event.ProtectionChanged> {
        val changes = attempt(Trouble.SIGNAL_FAILED) { protection.changes(clock.nowMs()) }.orEmpty()
        // A source that was refused before may start now.
        if (changes.any(Event.ProtectionChanged::granted)) startSignals()
        return changes
    }

    private fun RecoveringEngine.hear(seen: Long, observation: Observation): List<GuardStore.Said> {
        plan = plan.after(observation.event)
        val said = taken(ask { it.observe(seen, observation.atMs, observation.event) }, seen)
        note(seen, observation)
        attempt(Trouble.NOT_CARRIED_OUT) { ports.help.heard(observation.event) }
        val meaning = attempt(Trouble.SIGNAL_FAILED) { familyCalls.meaning(observation) } ?: return said
        meaning.spokeWith?.let { attempt(Trouble.NOT_CARRIED_OUT) { ports.warning.spokeWithFamily(it) } }
        attempt(Trouble.NOT_STORED) { ports.history.heard(seen, observation.atMs, meaning.answer) }
        return said + taken(ask { it.observe(seen, observation.atMs, meaning.answer) }, seen)
    }

    private fun RecoveringEngine.wake(seen: Long): List<GuardStore.Said> = taken(ask { it.wake(seen) }, seen)

    private fun taken(response: Response?, seen: Long): List<GuardStore.Said> {
        if (response == null) return emptyList()
        wakeAt = response.wakeAt
        plan = plan.copy(attention = response.attention)
        latest = response
        if (response.removalFeared) attempt(Trouble.NOT_CARRIED_OUT, environment::removalFeared)
        return response.effects.map { GuardStore.Said(seen, it) }
    }

    private fun keepAndCarryOut(
        said: List<GuardStore.Said>,
        stateMayDiffer: Boolean,
        standingDiffers: Boolean,
    ): Boolean {
        val engine = engine ?: return false
        val snapshot = (if (stateMayDiffer) engine.snapshot() else null) ?: engine.lastStored()
        val news = said.isNotEmpty() || standingDiffers || protection.news() != null || memoryIsDue()
        // Carried out from memory, perhaps twice, rather than not at all.
        if (snapshot != null && (news || engine.isNews(snapshot)) &&
            !keep(snapshot, said)
        ) {
            return carryOutUnstored(said)
        }
        untold = emptyList()
        return if (said.isNotEmpty() || executor.owes) executor.carryOut(standing) else false
    }

    /** Carries out [said] from memory. Messages to the family need the store, and stay owed until it accepts them. */
    private fun carryOutUnstored(said: List<GuardStore.Said>): Boolean {
        val (messages, shown) = said.partition { it.effect is Effect.NotifyFamily }
        untold = messages
        return executor.carryOutUnstored(shown, standing)
    }

    /**
     * Returns whether the sources' reading positions are worth a write of their own, once a minute. Reading on from an
     * older one does no harm.
     */
    private fun memoryIsDue() = lastSeen >= storedAt + STORED_EVERY_MS && memory.pending().isNotEmpty()

    /** Stores everything that followed from this turn. Returns whether it could. */
    private fun keep(snapshot: String, said: List<GuardStore.Said>): Boolean = try {
        val remembered = memory.pending()
        val lacking = protection.news()
        store.commit(snapshot, said, standing, clock.base(), remembered, lacking)
        memory.stored(remembered)
        lacking?.let(protection::isStored)
        engine?.isStored(snapshot)
        storedAt = lastSeen
        true
    } catch (full: SQLiteException) {
        Log.w(TAG, "not stored: ${full.javaClass.simpleName}")
        trouble(Trouble.NOT_STORED)
        false
    }

    private fun note(seen: Long, observation: Observation) {
        val event = observation.event
        attempt(Trouble.NOT_STORED) { ports.history.heard(seen, observation.atMs, event) }
        if (event is Event.WarningAnswered) {
            attempt(Trouble.NOT_CARRIED_OUT) {
                ports.history.noted(observation.atMs, Entry.Answered(event.choice))
            }
        }
    }

    private fun ActiveWarning?.answeredBy(heard: List<Observation>): ActiveWarning? = heard.fold(this) {
            was,
            observation,
        ->
        when (val event = observation.event) {
            // After stopping, ringing or leaving, the parent may still need the other steps.
            is Event.WarningAnswered -> was?.copy(answered = was.answered || event.choice == Choice.CONTINUE)
            is Event.FamilyAnswered -> was?.copy(callingNow = callingNow(event, was))
            else -> was
        }
    }

    private fun callingNow(event: Event.FamilyAnswered, was: ActiveWarning): String? {
        if (event.answer != FamilyAnswer.CALLING) return was.callingNow
        return attempt(Trouble.NOT_STORED, ports.family::contacts)?.getOrNull(event.contact.toInt())?.name
    }

    /** Schedules the next turn. */
    private fun comeBack(now: Long) {
        val rises = attempt(Trouble.NOT_STORED, pauseState::remainingMs)?.takeIf { resting == true }?.let { now + it }
        val wake = listOfNotNull(wakeAt, rises).minOrNull()
        if (wake == null) {
            thread.cancel(WorkThread.Kind.WAKE)
            if (ringsAt != null) alarm.cancel()
        } else {
            // An engine that asks again for the moment at which it was just woken must not keep the phone busy.
            val delay = (wake - now).coerceAtLeast(SHORTEST_WAKE_MS)
            thread.postLater(WorkThread.Kind.WAKE, delay) { turn() }
            if (ringsAt != wake) attempt(Trouble.NOT_CARRIED_OUT) { alarm.ringIn(delay) }
        }
        ringsAt = wake
        val look = plan.delayMs().takeIf { resting != true && signals.any { it is PolledSignal } }
        if (look == null) {
            thread.cancel(WorkThread.Kind.LOOK)
        } else {
            thread.postLater(WorkThread.Kind.LOOK, look) { turn() }
        }
    }

    /** Runs [act] so that no failure stops the guard: the next event still counts. */
    private fun <T> attempt(what: Trouble, act: () -> T): T? = unlessRefused({ failed ->
        Log.w(TAG, "$what: ${failed.javaClass.simpleName}")
        trouble(what)
    }, act)

    private fun trouble(what: Trouble) {
        isAllowed { ports.history.noted(clock.nowMs(), Entry.Failed(what)) }
    }

    private companion object {
        const val TAG = "guard"
        const val SHORTEST_WAKE_MS = 50L
        const val STORED_EVERY_MS = 60_000L
    }
}
