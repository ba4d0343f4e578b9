package app.kinguard

import app.kinguard.family.channel.TextMessageHost
import app.kinguard.family.screen.FamilyScreensHost
import app.kinguard.guard.GuardHost
import app.kinguard.health.HealthHost
import app.kinguard.health.check.PhoneCheckHost
import app.kinguard.health.selftest.SelfTestHost
import app.kinguard.history.screen.HistoryHost
import app.kinguard.home.HomeHost
import app.kinguard.lock.LockHost
import app.kinguard.page.PageHost
import app.kinguard.practice.PracticeHost
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
    SelfTestHost,
    PhoneCheckHost,
    SetupHost,
    HistoryHost
