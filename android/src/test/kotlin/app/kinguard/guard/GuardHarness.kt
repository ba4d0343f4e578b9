package app.kinguard.guard

import android.content.Context
import app.kinguard.core.Capability
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Help
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Change
import app.kinguard.family.Contact
import app.kinguard.family.FamilyPort
import app.kinguard.family.Notice
import app.kinguard.history.Entry
import app.kinguard.history.HistoryPort
import app.kinguard.history.Trouble
import app.kinguard.signals.Observation
import app.kinguard.signals.ObservationSink
import app.kinguard.signals.PolledSignal
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.store.Database
import app.kinguard.warning.RecordingCallActions
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningPort
import app.kinguard.work.WakeAlarm
import app.kinguard.work.WorkThread

/** The death of the process, which no exception handler catches. */
internal class ProcessDeath : Error("the process died")

/** Everything that outlives a process: the phone's clocks, what was shown and told, and the database's file. */
internal class GuardTestDevice(val context: Context) {
    val ticks = ManualTicks()
    val ports = RecordingPorts()
    var mayAct = false
    val lacking = mutableSetOf<Capability>()
    var abroad = emptyList<String>()
    var protectionChanges = 0
    val calls = RecordingCallActions()
    val allowed = Help.entries.toMutableSet()

    /** Returns a process that has just started. */
    fun process(vararg signals: Signal): GuardProcess = GuardProcess(this, signals.toList())

    /** Turns the phone off for [offMs], then on again. */
    fun reboot(offMs: Long) {
        ticks.elapsed = 1_000
        ticks.wall += offMs
        ticks.boots += 1
    }
}

internal class ManualTicks : StoredEngineClock.Ticks {
    var elapsed = 0L
    var wall = 0L
    var boots = 1

    override fun elapsedMs() = elapsed

    override fun wallClockMs() = wall

    override fun boot() = boots

    fun to(elapsedMs: Long) {
        wall += elapsedMs - elapsed
        elapsed = elapsedMs
    }
}

/** Returns the effect as the ports receive it: whatever stands is dismissed, regardless of the incident. */
internal fun asPortsHear(effect: Effect): Effect = if (effect is Effect.Dismiss) Effect.Dismiss() else effect

internal class RecordingPorts :
    WarningPort,
    FamilyPort,
    HistoryPort {
    val said = mutableListOf<Effect>()
    val shown = mutableListOf<Warning>()
    val entries = mutableListOf<Entry>()
    val heard = mutableListOf<Event>()
    val notices = mutableListOf<Notice>()
    val spokeWith = mutableListOf<String>()
    var family = emptyList<Contact>()
    var deliveries = 0

    /** Run before and after each effect is noted; may throw. */
    var before: (Effect) -> Unit = {}
    var after: (Effect) -> Unit = {}

    val troubles: List<Trouble>
        get() = entries.filterIsInstance<Entry.Failed>().map(Entry.Failed::trouble)

    val told: List<FamilyMessage>
        get() = said.filterIsInstance<Effect.NotifyFamily>().map(Effect.NotifyFamily::kind)

    override fun show(warning: Warning) {
        note(Effect.Warn(warning.level, warning.rule, warning.reasons, warning.incident))
        shown += warning
    }

    override fun dismiss() = note(Effect.Dismiss())

    override fun spokeWithFamily(name: String) {
        spokeWith += name
    }

    val callings = mutableListOf<String>()

    override fun calling(name: String) {
        callings += name
    }

    /** Keeps a notice as part of a transaction: if the process dies in it, nothing was told. */
    override fun keep(notice: Notice) {
        val before = said.size
        try {
            note(Effect.NotifyFamily(notice.kind, notice.rule, notice.incident))
        } catch (death: ProcessDeath) {
            while (said.size > before) said.removeAt(said.lastIndex)
            throw death
        }
        notices += notice
    }

    /** The warnings that may not have been seen: their rule and time. Noted in a transaction, as in [keep]. */
    val unseen = mutableListOf<Pair<RuleId, Long>>()

    /** Runs before that is noted; may throw. */
    var keepsUnseen: () -> Unit = {}

    override fun unseen(rule: RuleId, atMs: Long) {
        keepsUnseen()
        unseen += rule to atMs
    }

    override fun contacts() = family

    override fun toRing() = family

    override fun isTold() = true

    val changes = mutableListOf<Set<Change>>()

    override fun settingsChanged(changes: Set<Change>) {
        this.changes += changes
    }

    override fun deliver() {
        deliveries += 1
    }

    /** The pending work of the family's thread. Null if it does everything at once. */
    var asked: MutableList<() -> Unit>? = null

    override fun afterwards(done: () -> Unit) {
        asked?.add(done) ?: done()
    }

    override fun noted(atMs: Long, entry: Entry) {
        entries += entry
    }

    override fun heard(seenMs: Long, atMs: Long, event: Event) {
        heard += event
    }

    private fun note(effect: Effect) {
        before(effect)
        said += effect
        after(effect)
    }
}

internal class GuardProcess(private val phone: GuardTestDevice, signals: List<Signal>) {
    val database =
        Database(
            phone.context,
            rescue = unreadable { phone.ports.noted(0, Entry.Failed(Trouble.DATABASE_UNREADABLE)) },
        )
    val store = GuardStore(database)
    val thread = ManualWorkThread(phone.ticks)
    val alarm = ManualAlarm()
    private val clock = StoredEngineClock(store::timeBase, phone.ticks)
    val now: Long get() = clock.nowMs()
    private val environment =
        object : GuardEnvironment {
            override fun screenOn() = true

            override fun anotherAppMayAct() = phone.mayAct

            override fun region() = "CN"

            override fun abroad() = phone.abroad

            override fun lacking() = phone.lacking.toSet()

            override fun changed() {
                phone.protectionChanges += 1
            }
        }
    val help: FamilyHelp =
        FamilyHelp(
            FamilyHelp.Parts({ phone.calls }, { phone.ports }, phone.ports),
            FamilyHelp.Permits({ phone.ports.family }) { it in phone.allowed },
            object : FamilyHelp.Guard {
                override fun begun(act: () -> Unit) {
                    runner.start()
                    thread.post(act)
                }

                override fun happened(event: Event) = runner.happened(event)

                override val incident get() = runner.standing?.warn?.incident
            },
            thread,
            { now },
        )
    val runner: GuardRunner =
        GuardRunner(
            store,
            clock,
            thread,
            alarm,
            GuardRunner.Ports(phone.ports, phone.ports, phone.ports, help),
            environment,
            signals,
            StoredSignalMemory(store),
            NeverPaused,
            WarningFactory(store, phone.ports, environment),
        )

    fun start() = also { runner.start() }

    /** Lets time pass, and runs everything that falls due. */
    fun passTo(elapsedMs: Long) = thread.passTo(elapsedMs)

    fun happens(event: Event) = runner.observed(Observation(now, event))

    fun happens(step: Trace.Step) {
        val event = step.event
        passTo(if (event == null) step.seen else step.seen - 1)
        phone.ticks.to(step.seen)
        if (event != null) runner.observed(Observation(step.at, event))
    }

    /** Ends the process; its file stays. */
    fun end() = database.close()
}

/** Runs posted work at once, one piece after the other, and holds what is for later. */
internal class ManualWorkThread(private val ticks: ManualTicks) : WorkThread {
    private val posted = ArrayDeque<() -> Unit>()
    private val later = mutableMapOf<WorkThread.Kind, Pair<Long, () -> Unit>>()
    private var running = false

    /** The number of times that work was posted. */
    var posts = 0
        private set

    override val isCurrent: Boolean get() = running

    override fun post(task: () -> Unit) {
        posts += 1
        posted += task
        if (running) return
        running = true
        try {
            while (posted.isNotEmpty()) posted.removeFirst()()
        } finally {
            running = false
        }
    }

    override fun postLater(kind: WorkThread.Kind, delayMs: Long, task: () -> Unit) {
        later[kind] = ticks.elapsed + delayMs to task
    }

    override fun cancel(kind: WorkThread.Kind) {
        later -= kind
    }

    /** Drops all delayed work. */
    fun dies() = later.clear()

    fun next(): Long? = later.values.minOfOrNull { it.first }

    /** Lets time pass, and runs everything that falls due. */
    fun passTo(elapsedMs: Long) {
        while (true) {
            val next = next()?.takeIf { it <= elapsedMs } ?: break
            ticks.to(next.coerceAtLeast(ticks.elapsed))
            runNext()
        }
        ticks.to(elapsedMs)
    }

    fun runNext() {
        val (kind, task) = later.minByOrNull { it.value.first } ?: return
        later -= kind
        post(task.second)
    }
}

internal class ManualAlarm : WakeAlarm {
    var ringsIn: Long? = null
    var settings = 0

    override fun ringIn(delayMs: Long) {
        ringsIn = delayMs
        settings += 1
    }

    override fun cancel() {
        ringsIn = null
    }
}

/** A polled source with prepared news. */
internal class ScriptedSignal(
    private val news: MutableList<Observation> = mutableListOf(),
    override val id: SignalId = SignalId.USAGE_EVENTS,
    var works: SignalState = SignalState.Works,
) : PolledSignal {
    private var report: ObservationSink? = null
    var starts = 0
    var broken = false

    fun will(tell: Observation) {
        news += tell
    }

    override fun start(report: ObservationSink) {
        this.report = report
        starts += 1
    }

    override fun stop() {
        report = null
    }

    override fun state() = works

    override fun poll() {
        check(!broken) { "broken" }
        val told = news.toList()
        news.clear()
        told.forEach { report?.observed(it) }
    }
}

/** A guard that never pauses. */
internal object NeverPaused : PauseState {
    override fun isOn() = false

    override fun remainingMs(): Long? = null

    override fun overAtMs(): Long? = null

    override fun end() = Unit
}
