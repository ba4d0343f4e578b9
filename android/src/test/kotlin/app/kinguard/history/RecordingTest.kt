package app.kinguard.history

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Effect
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Player
import app.kinguard.core.Trace
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.io.File

/** Events on the phone are recorded in such a way that the core's tools can replay them. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class RecordingTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val journal get() = app.container.historyScreens.journal

    @After
    fun end() = phone.processDies()

    @Test
    fun `what is exported says the same to the engine as what happened`() {
        phone.isSetUp()
        brief.steps.forEach(phone::happens)
        phone.passTo(phone.nowMs + HOUR_MS)
        assertSameWhenReplayed()
    }

    @Test
    @Config(sdk = [33]) // Starts thirty-five processes, so one release has to do.
    fun `and so it does when the process dies after every step`() {
        phone.isSetUp()
        for (step in brief.steps) {
            phone.happens(step)
            phone.processDies()
            phone.processStarts()
        }
        phone.passTo(phone.nowMs + HOUR_MS)
        assertSameWhenReplayed()
    }

    private fun assertSameWhenReplayed() {
        val incident = journal.incidents().single()
        val events = journal.events(incident.events.first, incident.events.last)
        val home = app.container.historyScreens.home()
        val text = TraceFile(home.region, home.familiarRegions).write(incident, events)
        File(System.getProperty("kinguard.target"), "history").also {
            it.mkdirs()
        }.resolve("exported.json").writeText(text)
        assertFalse(text, "1234567" in text || "12345678" in text || "412345678" in text || "女儿" in text)
        val replayed = Player(Trace(text)).play().said
        val warnings = replayed.filterIsInstance<Effect.Warn>().map { it.level to it.rule }
        assertNotEquals(emptyList<Any>(), warnings)
        assertEquals(phone.warned.map { it.level to it.rule }, warnings)
        assertEquals(phone.told, replayed.filterIsInstance<Effect.NotifyFamily>().map { it.kind })
        assertEquals(FamilyMessage.ENDED, phone.told.last())
        assertTrue(events.size >= brief.steps.count { it.event != null })
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
    }
}
