package app.kinguard.health.selftest

import android.app.AppOpsManager
import android.app.Application
import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.os.Process
import android.os.UserManager
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.health.BANK
import app.kinguard.health.DAY_MS
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.health.HealthTestDevice
import app.kinguard.signals.MapMemory
import app.kinguard.signals.SignalId
import app.kinguard.signals.UsageEventsSignal
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowUsageStatsManager.EventBuilder

@RunWith(AndroidRunner::class)
class UsageEventsCheckTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val phone = HealthTestDevice(app)
    private val clock = phone.clock
    private val signal = UsageEventsSignal(app, clock, MapMemory(), { clock.wallMs })
    private val check = UsageEventsCheck(app, phone.sightings, clock.moments, signal::state)

    @Test
    fun `access that was taken away is found out`() {
        grant(AppOpsManager.MODE_ALLOWED)
        opened(clock.wallMs)
        assertEquals(Finding.Fine, check.run())
        grant(AppOpsManager.MODE_IGNORED)
        assertEquals(Finding.Fault(Reason.NOT_GRANTED), check.run())
    }

    @Test
    fun `an empty record is a fault where the screen was on, and nothing where it was not`() {
        grant(AppOpsManager.MODE_ALLOWED)
        assertEquals(Finding.NotApplicable, check.run())
        opened(clock.wallMs - DAY_MS - 1)
        phone.hears(SignalId.SCREEN, Event.ScreenTurned(true), clock.nowMs - DAY_MS)
        assertEquals("the screen was on, but a day ago", Finding.NotApplicable, check.run())
        phone.hears(SignalId.SCREEN, Event.ScreenTurned(true))
        assertEquals(Finding.Fault(Reason.NO_EVENTS), check.run())
        opened(clock.wallMs - DAY_MS)
        assertEquals("the check looks back one day", Finding.Fine, check.run())
    }

    @Test
    fun `a record that the guard does not hear of is a fault`() {
        grant(AppOpsManager.MODE_ALLOWED)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK))
        repeat(2) {
            clock.pass(DAY_MS)
            phone.hears(SignalId.SCREEN, Event.ScreenTurned(true))
        }
        opened(clock.wallMs)
        assertEquals(Finding.Fault(Reason.NOT_HEARD), check.run())
    }

    @Test
    fun `before the phone is unlocked there is nothing to be read`() {
        grant(AppOpsManager.MODE_ALLOWED)
        phone.hears(SignalId.SCREEN, Event.ScreenTurned(true))
        shadowOf(app.getSystemService(UserManager::class.java)).setUserUnlocked(false)
        assertEquals(Finding.NotApplicable, check.run())
    }

    private fun grant(mode: Int) = shadowOf(app.getSystemService(AppOpsManager::class.java))
        .setMode(AppOpsManager.OPSTR_GET_USAGE_STATS, Process.myUid(), app.packageName, mode)

    private fun opened(wallMs: Long) {
        val event = EventBuilder.buildEvent()
        event.setTimeStamp(wallMs)
        event.setEventType(UsageEvents.Event.ACTIVITY_RESUMED)
        event.setPackage(BANK)
        event.setClass("$BANK.Main")
        shadowOf(app.getSystemService(UsageStatsManager::class.java)).addEvent(event.build())
    }
}
