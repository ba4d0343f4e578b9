package app.kinguard.history

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Event
import app.kinguard.core.Level
import app.kinguard.core.Trace
import app.kinguard.core.eventToJson
import app.kinguard.guard.readOnly
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The guard goes on although its storage fails, and the history says what became of it. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class RobustnessTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val screens get() = app.container.historyScreens
    private val reds get() = phone.warned.filter { it.level == Level.RED }

    @After
    fun end() = phone.processDies()

    @Test
    fun `a phone that is full in the middle of the danger warns, and remembers all of it once there is room`() {
        phone.isSetUp()
        happen(until = INSTALL_MS)
        app.container.database.readOnly(true)
        happen(from = INSTALL_MS, until = BANK_MS)
        phone.passTo(BANK_MS + LOOK_MS)
        assertEquals("warned all the same", 2, reds.size)
        assertTrue(screens.isBehind())
        app.container.database.readOnly(false)
        happen(from = BANK_MS, until = Long.MAX_VALUE)
        phone.passTo(phone.nowMs + HOUR_MS)
        assertFalse(screens.isBehind())
        val kept = screens.journal.entries().map { it.entry }
        assertEquals(phone.warned, kept.filterIsInstance<Entry.Warned>())
        assertEquals(phone.told, kept.filterIsInstance<Entry.Told>().map { it.kind })
        assertTrue("$kept", Entry.Failed(Trouble.NOT_STORED) in kept)
        val events = screens.journal.events(0, Long.MAX_VALUE).map { asTold(it.event) }
        val missing = brief.steps.mapNotNull { it.event }.filter {
            eventToJson(it).contains("package") &&
                it !in events
        }
        assertEquals("no event is missing", emptyList<Any>(), missing)
    }

    @Test
    fun `a file that is damaged in the middle of the danger lies aside, and the warnings come`() {
        phone.isSetUp()
        happen(until = CONSENT_MS)
        val file = app.getDatabasePath("kinguard.db")
        file.resolveSibling("kinguard.db-wal").delete()
        file.writeBytes(ByteArray(300_000) { 7 })
        happen(from = CONSENT_MS, until = BANK_MS)
        phone.passTo(BANK_MS + LOOK_MS)
        assertEquals("the engine kept what it knew", 2, reds.size)
        assertTrue(phone.warningIsSeen)
        val kept = screens.journal.entries().map { it.entry }
        assertEquals(2, kept.filterIsInstance<Entry.Warned>().count { it.level == Level.RED })
        assertTrue("$kept", Entry.Failed(Trouble.DATABASE_UNREADABLE) in kept)
        assertEquals(1, file.parentFile?.list().orEmpty().count { "unreadable" in it })
    }

    /** The phone reports more of an app than this trace does. */
    private fun asTold(event: Event) = when (event) {
        is Event.AppInstalled -> event.copy(preinstalled = null, declares = null)
        is Event.CaptureServiceStarted -> event.copy(preinstalled = null)
        is Event.CaptureServiceStopped -> event.copy(endsCapture = false)
        else -> event
    }

    private fun happen(from: Long = 0, until: Long) = brief.steps.filter {
        it.at in from until until
    }.forEach(phone::happens)

    private companion object {
        const val INSTALL_MS = 20 * MINUTE_MS + 30_000
        const val CONSENT_MS = 24 * MINUTE_MS + 5_000
        const val BANK_MS = 25 * MINUTE_MS + 10_001
        const val LOOK_MS = 1_500L
    }
}
