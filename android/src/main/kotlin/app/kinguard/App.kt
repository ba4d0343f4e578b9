package app.kinguard

import android.app.Application
import android.content.Context
import android.os.Process
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.guard.EntranceTrial
import app.kinguard.guard.GuardDoor
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.WatchNotification
import app.kinguard.health.Health
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.selftest.SelfTest
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.home.Home
import app.kinguard.lock.Leaving
import app.kinguard.lock.Lock
import app.kinguard.page.Gate
import app.kinguard.phone.AppLanguage
import app.kinguard.practice.Practice
import app.kinguard.practice.PracticeReminder
import app.kinguard.setup.SetupScreens
import app.kinguard.signals.ScreenedCalls
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningDesk
import java.util.concurrent.Executor

/** Where the components that Android itself makes find the rooms. */
class App :
    Application(),
    Hosts {
    private val rooms = Rooms(this)

    override val starter: GuardStarter get() = rooms.starter

    override val guard: GuardDoor get() = rooms.guard

    override val screenedCalls: ScreenedCalls get() = rooms.screenedCalls

    override val warningDesk: WarningDesk get() = rooms.warningDesk

    override val notification: WatchNotification get() = rooms.notification

    override val trial: EntranceTrial get() = rooms.trial

    override fun regularly() = rooms.regularly()

    override val textMessages: TextMessageChannel get() = rooms.textMessages

    override val familyScreens: FamilyScreens get() = rooms.familyScreens

    override val home: Home get() = rooms.home

    override val practice: Practice get() = rooms.practice

    override val practiceReminder: PracticeReminder get() = rooms.practiceReminder
    override val historyScreens: HistoryScreens get() = rooms.historyScreens

    override val gate: Gate get() = rooms.gate

    override val aside: Executor get() = rooms.aside

    override val lock: Lock get() = rooms.lock

    override val health: Health get() = rooms.health

    override val selfTest: SelfTest get() = rooms.selfTest

    override val phoneCheck: PhoneCheck get() = rooms.phoneCheck

    override val setup: SetupScreens get() = rooms.setup

    override fun findLastRed(found: (Warning?) -> Unit) = rooms.findLastRed(found)

    /** Services and notifications speak it too. */
    override fun attachBaseContext(base: Context) =
        super.attachBaseContext(if (Process.isIsolated()) base else AppLanguage.speaking(base))

    /** An isolated process holds the self-test's bystander and nothing of the guard; it could open none of its files. */
    override fun onCreate() {
        super.onCreate()
        if (Process.isIsolated()) return
        registerActivityLifecycleCallbacks(InFront(this))
        registerActivityLifecycleCallbacks(Leaving { lock.pin.close() })
        registerActivityLifecycleCallbacks(Leaving({ trial.came() }) { trial.left() })
    }
}
