package app.kinguard

import android.app.Application
import android.content.Context
import android.os.Process
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardNotification
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.LaunchTrial
import app.kinguard.health.Health
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.selftest.SelfTest
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.home.Home
import app.kinguard.lock.BackgroundObserver
import app.kinguard.lock.Lock
import app.kinguard.page.Gate
import app.kinguard.phone.AppLanguage
import app.kinguard.practice.Practice
import app.kinguard.practice.PracticeReminder
import app.kinguard.relative.FamilyPhone
import app.kinguard.relative.screen.RelativeScreens
import app.kinguard.setup.SetupScreens
import app.kinguard.signals.ScreenedCalls
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningController
import java.util.concurrent.Executor

/** The application, through which components that Android creates reach the rest of the app. */
class App :
    Application(),
    Hosts {
    private val container = AppContainer(this)

    override val starter: GuardStarter get() = container.starter

    override val guard: GuardHandle get() = container.guard

    override fun start() = container.start()

    override val screenedCalls: ScreenedCalls get() = container.screenedCalls

    override val warningController: WarningController get() = container.warningController

    override val notification: GuardNotification get() = container.notification

    override val trial: LaunchTrial get() = container.trial

    override fun regularly() = container.regularly()

    override val textMessages: TextMessageChannel get() = container.textMessages

    override val familyScreens: FamilyScreens get() = container.familyScreens

    override val home: Home get() = container.home

    override val practice: Practice get() = container.practice

    override val practiceReminder: PracticeReminder get() = container.practiceReminder
    override val historyScreens: HistoryScreens get() = container.historyScreens

    override val gate: Gate get() = container.gate

    override val aside: Executor get() = container.aside

    override val lock: Lock get() = container.lock

    override val health: Health get() = container.health

    override val selfTest: SelfTest get() = container.selfTest

    override val phoneCheck: PhoneCheck get() = container.phoneCheck

    override val setup: SetupScreens get() = container.setup

    override val familyPhone: FamilyPhone get() = container.familyPhone
    override val relative: RelativeScreens get() = container.relative

    override fun findLastRed(found: (Warning?) -> Unit) = container.findLastRed(found)

    /** Applies the app's language to services and notifications, too. */
    override fun attachBaseContext(base: Context) =
        super.attachBaseContext(if (Process.isIsolated()) base else AppLanguage.speaking(base))

    /**
     * The isolated process runs only the self-test's probe and nothing of the guard. It could open none of its files.
     */
    override fun onCreate() {
        super.onCreate()
        if (Process.isIsolated()) return
        registerActivityLifecycleCallbacks(ForegroundObserver(this, ::familyPhone))
        registerActivityLifecycleCallbacks(BackgroundObserver { lock.pin.close() })
        registerActivityLifecycleCallbacks(BackgroundObserver({ trial.came() }) { trial.left() })
    }
}
