package app.kinguard

import android.content.Context
import android.content.Intent
import android.util.Log
import app.kinguard.family.FamilyDoor
import app.kinguard.guard.Alarm
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.EngineRoom
import app.kinguard.guard.EngineThread
import app.kinguard.guard.GuardHost
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.PhoneSurroundings
import app.kinguard.guard.Store
import app.kinguard.guard.StoredMemory
import app.kinguard.guard.StoredStampClock
import app.kinguard.guard.WarningLauncher
import app.kinguard.guard.WatchNotification
import app.kinguard.history.Entry
import app.kinguard.history.HistoryDoor
import app.kinguard.history.Trouble
import app.kinguard.signals.ScreenedCalls
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalHost
import app.kinguard.signals.Signals
import app.kinguard.warning.PhoneAlarm
import app.kinguard.warning.PhoneHands
import app.kinguard.warning.Stage
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningDesk
import app.kinguard.warning.WarningHost
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/**
 * Wires the rooms to each other and to the phone. Everything is made when it is first asked for: most processes live for
 * one broadcast.
 */
class Rooms(private val context: Context, private val outside: Outside = Outside(context)) :
    GuardHost,
    WarningHost,
    SignalHost {
    /** What lies outside: the clocks, the thread that Android runs, and whoever is told. */
    open class Outside(context: Context) {
        open val ticks: StoredStampClock.Ticks = StoredStampClock.OfPhone(context)

        open val thread: EngineThread by lazy { EngineThread.OfItsOwn() }

        open val lookups: Executor by lazy { Executors.newSingleThreadExecutor() }

        // No room keeps these yet. A name is never logged, nor a number.
        open val history = HistoryDoor { _, entry -> Log.i("history", "$entry".substringBefore('(')) }
        open val family = FamilyDoor { kind, rule, _ -> Log.i("family", "$kind $rule") }
    }

    override val starter: GuardStarter by lazy { GuardStarter(context) { noted(Trouble.START_REFUSED) } }

    override val room: EngineRoom by lazy {
        CoreLibrary.load()
        val doors = EngineRoom.Doors(warningDesk, outside.family, outside.history)
        val phone = PhoneSurroundings(context) { WatchNotification(context).refresh(signals) }
        EngineRoom(store, clock, outside.thread, Alarm.OfPhone(context), doors, phone, signals, memory)
            .also { warningDesk.listener = it }
    }

    override val screenedCalls: ScreenedCalls by lazy { ScreenedCalls(clock) }

    override val warningDesk: WarningDesk by lazy { WarningDesk(stage, PhoneAlarm(context), PhoneHands(context)) }

    val store: Store by lazy { Store(context) { noted(Trouble.DATABASE_UNREADABLE) } }

    private val clock: StoredStampClock by lazy { StoredStampClock(store.timeBase, outside.ticks) }

    private val memory: StoredMemory by lazy { StoredMemory(store) }

    private val signals: List<Signal> by lazy {
        Signals(context, clock, screenedCalls, memory, outside.ticks::wallClockMs, outside.lookups) {
            store.family.map { it.number }
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

    private fun noted(trouble: Trouble) = outside.history.noted(System.currentTimeMillis(), Entry.Failed(trouble))
}
