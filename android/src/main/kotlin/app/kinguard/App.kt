package app.kinguard

import android.app.Activity
import android.app.Application
import android.content.Intent
import android.os.Bundle
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
import app.kinguard.warning.PhoneCapture
import app.kinguard.warning.PhoneHands
import app.kinguard.warning.Stage
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningDesk
import app.kinguard.warning.WarningHost

/** Wires the rooms. Everything is made when it is first asked for: most processes live for one broadcast. */
class App :
    Application(),
    GuardHost,
    WarningHost,
    SignalHost {
    override val starter: GuardStarter by lazy { GuardStarter(this) { noted(Trouble.START_REFUSED) } }

    override val room: EngineRoom by lazy {
        CoreLibrary.load()
        val doors = EngineRoom.Doors(warningDesk, family, history)
        val phone = PhoneSurroundings(this) { WatchNotification(this).refresh(signals) }
        EngineRoom(store, clock, EngineThread.OfItsOwn(), Alarm.OfPhone(this), doors, phone, signals)
            .also { warningDesk.listener = it }
    }

    override val screenedCalls: ScreenedCalls by lazy { ScreenedCalls(clock) }

    override val warningDesk: WarningDesk by lazy {
        WarningDesk(stage, PhoneAlarm(this), PhoneHands(this), PhoneCapture(this))
    }

    private val store: Store by lazy { Store(this) { noted(Trouble.DATABASE_UNREADABLE) } }

    private val clock: StoredStampClock by lazy {
        StoredStampClock(store.timeBase, StoredStampClock.OfPhone(this))
    }

    private val signals: List<Signal> by lazy { Signals(this, clock, screenedCalls).all }

    private val stage: Stage by lazy {
        val launcher = WarningLauncher(this) { Intent(this, WarningActivity::class.java) }
        object : Stage {
            override fun raise(warning: Warning) {
                if (launcher.launch(warning.level) == WarningLauncher.Way.NOWHERE) noted(Trouble.NOT_CARRIED_OUT)
            }

            override fun clear() = launcher.withdraw()
        }
    }

    // No room keeps these yet. A name is never logged, nor a number.
    private val history = HistoryDoor { _, entry -> Log.i("history", "$entry".substringBefore('(')) }
    private val family = FamilyDoor { kind, rule, _ -> Log.i("family", "$kind $rule") }

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(InFront())
    }

    private fun noted(trouble: Trouble) = history.noted(System.currentTimeMillis(), Entry.Failed(trouble))

    /** An app in front may always start its service. */
    private inner class InFront : ActivityLifecycleCallbacks {
        override fun onActivityResumed(activity: Activity) {
            starter.start()
        }

        override fun onActivityCreated(activity: Activity, state: Bundle?) = Unit

        override fun onActivityStarted(activity: Activity) = Unit

        override fun onActivityPaused(activity: Activity) = Unit

        override fun onActivityStopped(activity: Activity) = Unit

        override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit

        override fun onActivityDestroyed(activity: Activity) = Unit
    }
}
