package app.kinguard.health.check

import app.kinguard.AndroidRunner
import app.kinguard.core.Declaration
import app.kinguard.core.Direction
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.core.Player
import app.kinguard.core.RuleId
import app.kinguard.core.SettingsScreen
import app.kinguard.core.Trace
import app.kinguard.core.classify
import app.kinguard.core.readEvent
import app.kinguard.health.BANK
import app.kinguard.health.MEETING
import app.kinguard.signals.SignalId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** The report holds a trace that the engine can replay, and no real telephone number. */
@RunWith(AndroidRunner::class)
class CheckReportTest {
    private val phone = CheckedDevice(RuntimeEnvironment.getApplication())
    private val clock = phone.clock

    @Test
    fun `the file holds the phone, what came and a trace that plays`() {
        phone.check.begin()
        phone.hears(SignalId.CALL_SCREENING, Event.CallStarted(Direction.INCOMING, NUMBER, false, null))
        clock.pass(2_000)
        phone.hears(SignalId.PHONE_STATE, Event.CallAnswered)
        clock.pass(61_000)
        phone.check.skip()
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING), late = 1_500)
        phone.hears(SignalId.USAGE_EVENTS, Event.CaptureServiceStarted(MEETING), late = 800)
        phone.hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        clock.pass(5_000)
        phone.hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK), late = 900)
        val report = checkNotNull(phone.check.report())
        for (line in LINES) assertTrue("no $line in $report", line in report.lines())
        assertFalse(NUMBER in report)

        val trace = Trace(report.substringAfter("trace, format 1:"))
        assertEquals("CN", trace.home)
        assertEquals(listOf(0L, 2_000L, 61_500L, 62_200L, 63_000L, 67_100L), trace.steps.map { it.at })
        assertEquals(listOf(0L, 2_000L, 63_000L, 63_000L, 63_000L, 68_000L), trace.steps.map { it.seen })
        val said = Player(trace).play().said.filterIsInstance<Effect.Warn>().map { it.rule }
        assertEquals("an app that has long been there, and no risky call", listOf(RuleId.BANK_DURING_MEETING), said)
    }

    @Test
    fun `whatever a source reports reads the same from a trace`() {
        val events =
            listOf(
                Event.CallStarted(Direction.OUTGOING, null, null, "HK"),
                Event.CallAnswered,
                Event.CallEnded,
                Event.VoiceChatStarted(null),
                Event.VoiceChatEnded,
                Event.AppInstalled(MEETING, null, InstallSource.SIDELOAD, true),
                Event.AppRemoved(MEETING),
                Event.AppOpened(BANK),
                Event.CaptureConsentOpened(null),
                Event.CaptureServiceStarted(MEETING),
                Event.CaptureServiceStopped(MEETING),
                Event.CaptureServiceStopped(MEETING, endsCapture = true),
                Event.PrivateDisplayAdded(3),
                Event.PrivateDisplayRemoved(3),
                Event.ScreenRecorded(true),
                Event.RemoteControlEnabled(MEETING),
                Event.RemoteControlDisabled(MEETING),
                Event.CallForwardingChanged(true),
                Event.ScreenTurned(false),
                Event.DeviceBooted,
                Event.SettingsOpened(SettingsScreen.USAGE_ACCESS),
                Event.CallStarted(Direction.INCOMING, null, true, null, family = true),
                Event.AppInstalled(
                    MEETING,
                    null,
                    InstallSource.STORE,
                    false,
                    false,
                    listOf(Declaration.CARD_EMULATION),
                ),
                Event.AppInstalled(MEETING, null, InstallSource.STORE, false, true, emptyList()),
                Event.CaptureServiceStarted(MEETING, preinstalled = false),
                Event.RemoteControlEnabled(MEETING, preinstalled = true),
                Event.SettingsChanged("CN", listOf("HK"), null, roaming = "MO"),
                Event.SettingsOpened(SettingsScreen.UNKNOWN_SOURCES),
                Event.NfcTurned(true),
                Event.PublicDisplayAdded(4, "WebRTC_ScreenCapture"),
                Event.PublicDisplayAdded(5, null),
                Event.PublicDisplayRemoved(4),
                Event.CarModeChanged(true),
            )
        assertEquals(events, events.map { readEvent(checkNotNull(traceWords(it) { number -> number })) })
    }

    @Test
    fun `a zeroed number keeps its beginning, its length and what it is read as`() {
        for (home in listOf("CN", "HK", "MO", "TW", "GB", "US")) {
            for (number in NUMBERS) {
                val zeroed = ZeroedNumbers(home).of(number)
                assertEquals(number.length, zeroed.length)
                assertEquals(number.take(3), zeroed.take(3))
                assertEquals("$number as $zeroed in $home", classify(home, number), classify(home, zeroed))
                if (number.length > 6) assertTrue("$number as $zeroed", zeroed.endsWith("0000"))
            }
        }
    }

    private companion object {
        const val NUMBER = "+8613912345678"

        val LINES =
            listOf(
                "maker: Huawei",
                "model: P60",
                "Android: 12 (31)",
                "security patch: 2024-01-01",
                "call: seen",
                "install: left out",
                "share: seen",
                "cast: not reached",
                "consent: 1, 1500 ms, usage_events",
                "display_added: 1, 0 ms, displays",
                "recorded: never",
            )

        val NUMBERS =
            listOf(
                "+8613912345678", "13912345678", "008613912345678", "+85291234567", "0085251234567", "91234567",
                "02112345678", "4008123123", "95588", "110", "+14155550123", "+442071234567", "0061412345678",
                "+85365123456", "+886912345678", "0912345678", "4155550123", "00447700900123", "+882161234567",
            )
    }
}
