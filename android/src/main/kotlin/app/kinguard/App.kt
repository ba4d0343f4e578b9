package app.kinguard

import android.app.Application
import app.kinguard.family.channel.TextMessageChannel
import app.kinguard.family.channel.TextMessageHost
import app.kinguard.family.screen.FamilyScreens
import app.kinguard.family.screen.FamilyScreensHost
import app.kinguard.guard.EngineRoom
import app.kinguard.guard.GuardHost
import app.kinguard.guard.GuardStarter
import app.kinguard.guard.WatchNotification
import app.kinguard.history.screen.HistoryHost
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.page.Gate
import app.kinguard.page.PageHost
import app.kinguard.signals.ScreenedCalls
import app.kinguard.signals.SignalHost
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningDesk
import app.kinguard.warning.WarningHost

/** Where the components that Android itself makes find the rooms. */
class App :
    Application(),
    GuardHost,
    WarningHost,
    SignalHost,
    TextMessageHost,
    FamilyScreensHost,
    HistoryHost,
    PageHost {
    private val rooms = Rooms(this)

    override val starter: GuardStarter get() = rooms.starter

    override val room: EngineRoom get() = rooms.room

    override val screenedCalls: ScreenedCalls get() = rooms.screenedCalls

    override val warningDesk: WarningDesk get() = rooms.warningDesk

    override val notification: WatchNotification get() = rooms.notification

    override fun regularly() = rooms.regularly()

    override val textMessages: TextMessageChannel get() = rooms.textMessages

    override val familyScreens: FamilyScreens get() = rooms.familyScreens

    override val historyScreens: HistoryScreens get() = rooms.historyScreens

    override val gate: Gate get() = rooms.gate

    override val lastRed: Warning? get() = rooms.lastRed

    override fun onCreate() {
        super.onCreate()
        registerActivityLifecycleCallbacks(InFront(this))
    }
}
