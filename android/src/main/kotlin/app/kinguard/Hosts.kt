package app.kinguard

import app.kinguard.family.channel.TextMessageHost
import app.kinguard.family.screen.FamilyScreensHost
import app.kinguard.guard.GuardHost
import app.kinguard.health.HealthHost
import app.kinguard.health.check.PhoneCheckHost
import app.kinguard.health.screen.HealthDestinations
import app.kinguard.health.screen.HealthDestinationsHost
import app.kinguard.health.selftest.SelfTestHost
import app.kinguard.history.screen.HistoryHost
import app.kinguard.home.HomeHost
import app.kinguard.lock.LockHost
import app.kinguard.lock.PauseActivity
import app.kinguard.page.PageHost
import app.kinguard.practice.PracticeActivity
import app.kinguard.practice.PracticeHost
import app.kinguard.relative.FamilyPhoneHost
import app.kinguard.relative.screen.RelativeHost
import app.kinguard.setup.ConsentActivity
import app.kinguard.setup.PermissionFix
import app.kinguard.setup.SetupActivity
import app.kinguard.setup.SetupHost
import app.kinguard.signals.SignalHost
import app.kinguard.warning.WarningHost

/** Everything that components created by Android need from the application. Each uses only its own interface. */
interface Hosts :
    GuardHost,
    WarningHost,
    SignalHost,
    TextMessageHost,
    FamilyScreensHost,
    HomeHost,
    PracticeHost,
    LockHost,
    PageHost,
    HealthHost,
    HealthDestinationsHost,
    SelfTestHost,
    PhoneCheckHost,
    SetupHost,
    HistoryHost,
    FamilyPhoneHost,
    RelativeHost {
    override val healthDestinations: HealthDestinations
        get() = HealthDestinations(
            mend = PermissionFix::intent,
            trial = SetupActivity::trial,
            practice = PracticeActivity::intent,
            pause = PauseActivity::intent,
            consent = ConsentActivity::intent,
        )
}
