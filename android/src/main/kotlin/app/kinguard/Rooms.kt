package app.kinguard

import android.content.Context
import android.content.Intent
import android.util.Log
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.Level
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.Connectivity
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.FamilySettings
import app.kinguard.family.Heartbeat
import app.kinguard.family.Outbox
import app.kinguard.family.Postman
import app.kinguard.family.Posts
import app.kinguard.family.Tokens
import app.kinguard.family.Writer
import app.kinguard.family.channel.Channels
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.NtfyChannel
import app.kinguard.family.channel.NtfyHeldMessage
import app.kinguard.family.channel.NtfyListening
import app.kinguard.family.channel.NtfyReplies
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.channel.TextMessageHost
import app.kinguard.family.channel.WebhookChannel
import app.kinguard.family.lifeline.HeldByNtfy
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.family.screen.FamilyScreensHost
import app.kinguard.family.screen.Patience
import app.kinguard.family.words.LetterWords
import app.kinguard.family.words.PhoneNumbers
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.EngineRoom
import app.kinguard.guard.GuardHost
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.Onlookers
import app.kinguard.guard.Pause
import app.kinguard.guard.PhoneSurroundings
import app.kinguard.guard.Store
import app.kinguard.guard.StoredMemory
import app.kinguard.guard.StoredStampClock
import app.kinguard.guard.WakeReceiver
import app.kinguard.guard.WarningLauncher
import app.kinguard.guard.Warnings
import app.kinguard.guard.WatchNotification
import app.kinguard.guard.clockWords
import app.kinguard.history.Entry
import app.kinguard.history.HistoryDoor
import app.kinguard.history.Trouble
import app.kinguard.lock.Lock
import app.kinguard.lock.LockHost
import app.kinguard.lock.OwnNumbers
import app.kinguard.lock.Pin
import app.kinguard.lock.ResetCode
import app.kinguard.page.Gate
import app.kinguard.page.PageHost
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.ScreenedCalls
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalHost
import app.kinguard.signals.Signals
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecrets
import app.kinguard.store.Secrets
import app.kinguard.store.unlessRefused
import app.kinguard.warning.PhoneAlarm
import app.kinguard.warning.PhoneCapture
import app.kinguard.warning.PhoneHands
import app.kinguard.warning.Stage
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningDesk
import app.kinguard.warning.WarningHost
import app.kinguard.work.Alarm
import app.kinguard.work.Wakefulness
import app.kinguard.work.WorkThread
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/**
 * Wires the rooms to each other and to the phone. Everything is made when it is first asked for: most processes live for
 * one broadcast.
 */
class Rooms(private val context: Context, private val outside: Outside = Outside(context)) :
    GuardHost,
    WarningHost,
    SignalHost,
    TextMessageHost,
    FamilyScreensHost,
    LockHost,
    PageHost {
    /** What lies outside: the clocks, the thread that Android runs, and whoever is told. */
    open class Outside(context: Context) {
        open val ticks: StoredStampClock.Ticks = StoredStampClock.OfPhone(context)

        open val thread: WorkThread by lazy { WorkThread.OfItsOwn() }

        open val lookups: Executor by lazy { Executors.newSingleThreadExecutor() }

        /** Where calls to servers wait for their answers; whoever listens for one stays for hours. */
        open val network: Executor by lazy { Executors.newCachedThreadPool() }

        /** Where slow hashes are made, one after the other. */
        open val hashing: Executor by lazy { Executors.newSingleThreadExecutor() }

        // No room keeps it yet. A name is never logged, nor a number.
        open val history = HistoryDoor { _, entry -> Log.i("history", "$entry".substringBefore('(')) }
    }

    override val starter: GuardStarter by lazy { GuardStarter(context) { noted(Trouble.START_REFUSED) } }

    override val room: EngineRoom by lazy {
        CoreLibrary.load()
        val doors = EngineRoom.Doors(warningDesk, family, outside.history)
        val wake = Alarm.OfPhone(context, Intent(context, WakeReceiver::class.java))
        EngineRoom(store, clock, outside.thread, wake, doors, phone, signals, memory, pause)
            .also { warningDesk.listener = it }
            .also { begin() }
    }

    private val calls: ScreenedCalls by lazy { ScreenedCalls(clock) }

    /** Asked for by the service that sees calls: where it made the process, the guard begins with that call. */
    override val screenedCalls: ScreenedCalls
        get() = calls.also {
            starter.start()
            room.start()
        }

    override val warningDesk: WarningDesk by lazy {
        WarningDesk(stage, PhoneAlarm(context), PhoneHands(context), PhoneCapture(context))
    }

    override val lastRed: Warning? get() = store.lastRed(clock.nowMs() - MONEY_PAGE_MS)?.let { warnings.of(it) }

    override val notification: WatchNotification by lazy {
        WatchNotification(context, { lastRed?.let { WarningActivity.forMoneySent(context) } }) {
            unlessRefused { pause.untilMs }?.let { context.clockWords(it, outside.ticks.wallClockMs()) }
        }
    }

    private val phone by lazy {
        PhoneSurroundings(context, ::textsAreSent) {
            notification.refresh(signals)
            connectivity.start(::online)
        }
    }

    private val connectivity = Connectivity(context)

    private val warnings by lazy { Warnings(store, family, phone) }

    val database: Database by lazy { Database(context) { noted(Trouble.DATABASE_UNREADABLE) } }

    private val secrets: Secrets by lazy { KeystoreSecrets() }

    val contacts: Contacts by lazy { Contacts(database, secrets) }

    val family: Family by lazy {
        val deliver = Alarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(DELIVER))
        val round = Postman.Round(outside.thread, deliver, Wakefulness(context)::hold, clock::nowMs)
        val outbox = Outbox(database, contacts)
        Family(contacts, outbox, tokens, round, NtfyListening(NtfyReplies(https))) { unreachable ->
            Postman(outbox, channels, writer, round, unreachable)
        }.also { it.answered = ::answered }
    }

    private fun answered(place: Int, answer: Answer) {
        val meaning = if (answer == Answer.FINE) FamilyAnswer.FINE else FamilyAnswer.CALLING
        room.happened(Event.FamilyAnswered(place.toUInt(), meaning))
    }

    val lifeline: Lifeline by lazy {
        Lifeline(
            familySettings,
            contacts::all,
            HeldByNtfy(NtfyHeldMessage(https)),
            writer::lifeline,
            outside.ticks::wallClockMs,
        )
    }

    private val writer: Writer by lazy {
        val words = LetterWords(context)
        Writer(words, familySettings, tokens, outside.ticks::wallClockMs, { lock.resetCode.digits(it) }, ::home)
    }

    val familySettings: FamilySettings by lazy { FamilySettings(database, secrets) }

    override val familyScreens: FamilyScreens by lazy {
        FamilyScreens(contacts, familySettings, family, patience) { PhoneNumbers(home()) }
    }

    val pause: Pause by lazy { Pause(database, clock, outside.ticks, family) }

    private val onlookers: Onlookers by lazy {
        Onlookers(DisplaySignal(context, clock), phone::anotherAppMayAct, outside.ticks::elapsedMs)
    }

    override val lock: Lock by lazy {
        val pin = Pin(database, outside.ticks, outside.hashing, family)
        val keeping = ResetCode.Keeping(database, outside.ticks, clock::nowMs, secrets, outside.hashing)
        val resetCode = ResetCode(pin, contacts, family, keeping, OwnNumbers(context)::all)
        Lock(pin, resetCode, pause, outside.ticks::wallClockMs, room::lookAgain, ::inDanger)
    }

    override val gate: Gate get() = lock

    /** A red warning stands, or somebody may be looking on. */
    private fun inDanger() = onlookers.any() || room.attentive || warningDesk.standing?.warning?.level == Level.RED ||
        store.standing()?.warn?.level == Level.RED

    private val patience =
        object : Patience {
            override var minutes: Int
                get() = ((store.settings?.familyWaitsMs ?: USUAL_WAIT_MS) / MINUTE_MS).toInt()
                set(value) {
                    val settings = store.settings ?: Store.Settings(home(), emptyList())
                    room.settle(settings.copy(familyWaitsMs = value * MINUTE_MS))
                }
        }

    private fun home(): String {
        CoreLibrary.load()
        return store.settings?.home ?: phone.region()
    }

    private val tokens: Tokens by lazy { Tokens(database) }

    override val textMessages: TextMessageChannel by lazy {
        TextMessageChannel(context, { post, outcome, kept ->
            family.came(Posts.delivery(familySettings.install, post), outcome, kept)
        })
    }

    private val https: Https by lazy { Https(outside.network) }

    private val channels: Channels by lazy {
        Channels(textMessages, NtfyChannel(https), WebhookChannel(https))
    }

    private val store: Store by lazy { Store(database) }

    private val clock: StoredStampClock by lazy { StoredStampClock(unlessRefused { store.timeBase }, outside.ticks) }

    private val memory: StoredMemory by lazy { StoredMemory(store) }

    private val signals: List<Signal> by lazy {
        Signals(context, clock, calls, memory, outside.ticks::wallClockMs, outside.lookups) {
            contacts.all().map { it.number }
        }.all
    }

    private val stage: Stage by lazy {
        val launcher = WarningLauncher(context) { Intent(context, WarningActivity::class.java) }
        object : Stage {
            override fun raise(warning: Warning) {
                if (launcher.launch(warning.level) == WarningLauncher.Way.NOWHERE) noted(Trouble.NOT_CARRIED_OUT)
            }

            override fun clear() = launcher.withdraw()
        }
    }

    /** What goes on beside the engine for as long as the process lives. */
    private fun begin() {
        connectivity.start(::online)
        onlookers.watch()
        regularly()
    }

    private fun online() {
        family.hurry()
        outside.thread.post { unlessRefused(lifeline::move) }
    }

    override fun regularly() = outside.thread.post {
        unlessRefused { regular.ringIn(REGULAR_MS) }
        unlessRefused(lifeline::move)
        unlessRefused { if (heartbeat.beat(clock.nowMs(), clock.rebooted && beats++ == 0)) family.deliver() }
        unlessRefused { if (pause.untilMs == null) family.stillGuarding(familySettings) }
        unlessRefused { family.tellOfLosses(familySettings) }
        unlessRefused { family.forget() }
    }

    private val heartbeat: Heartbeat by lazy {
        Heartbeat(familySettings) { notice -> database.write { family.keep(notice) } }
    }

    /** In this process; on the guard's thread only. */
    private var beats = 0

    private val regular: Alarm by lazy {
        Alarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(REGULAR))
    }

    private fun textsAreSent() = contacts.all().flatMap { it.addresses }.any { it.address == Address.TextMessage }

    private fun noted(trouble: Trouble) = outside.history.noted(System.currentTimeMillis(), Entry.Failed(trouble))

    private companion object {
        const val MINUTE_MS = 60_000L

        /** The core's own, while the family has set none. */
        const val USUAL_WAIT_MS = 3 * MINUTE_MS
        const val REGULAR = "app.kinguard.REGULAR"
        const val REGULAR_MS = 3 * 3_600_000L

        const val DELIVER = "app.kinguard.DELIVER"

        /** How long one may find out that money has left. */
        const val MONEY_PAGE_MS = 7 * 24 * 3_600_000L
    }
}
