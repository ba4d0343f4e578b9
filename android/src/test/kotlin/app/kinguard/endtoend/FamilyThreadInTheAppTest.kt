package app.kinguard.endtoend

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.PlatformServices
import app.kinguard.RestartableApp
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.Trace
import app.kinguard.family.Delivery.State
import app.kinguard.family.MessageKind
import app.kinguard.work.WorkThread
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicBoolean

/** Tests an overloaded family thread: what the parent sees, and what the daughter reads. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class FamilyThreadInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val dangers get() = app.container.family.deliveries().filter { it.message.kind == MessageKind.DANGER }
    private val dangersRead get() = phone.texts.filter { "可能正被骗" in it }

    @After
    fun end() = phone.processDies()

    @Test
    fun `the warning shows and its message is kept while the family's thread is busy, and is sent once`() {
        begin(apart = true)
        toTheBank()
        assertTrue(phone.warningIsSeen)
        assertEquals(Level.RED, phone.warned.last().level)
        assertTrue("${phone.told}", FamilyMessage.DANGER in phone.told)
        assertEquals(listOf(State.WAITING), dangers.map { it.state })
        assertEquals(emptyList<String>(), dangersRead)
        phone.familyGoesOn()
        phone.passTo(phone.nowMs + 5 * MINUTE_MS)
        assertEquals(listOf(State.SENT), dangers.map { it.state })
        assertEquals(listOf(1), dangers.map { it.tries })
        assertEquals(phone.texts.joinToString("\n"), 1, dangersRead.size)
    }

    @Test
    fun `what was kept when the process died under a busy thread is sent by the next one, once`() {
        begin(apart = true)
        toTheBank()
        phone.processDies()
        assertEquals(emptyList<String>(), dangersRead)
        phone.processStarts()
        phone.passTo(phone.nowMs + 5 * MINUTE_MS)
        assertEquals(listOf(State.SENT), dangers.map { it.state })
        assertEquals(phone.texts.joinToString("\n"), 1, dangersRead.size)
    }

    @Test
    fun `were there one thread for both, the warning would wait`() {
        begin(apart = false)
        toTheBank()
        assertFalse(phone.warningIsSeen)
        phone.familyGoesOn()
    }

    @Test
    fun `the phone is let sleep when the family's thread has done its part of a wake`() {
        begin(apart = true)
        val isDone = AtomicBoolean()
        app.guard.wake { isDone.set(true) }
        phone.settle()
        assertFalse(isDone.get())
        phone.familyGoesOn()
        assertTrue(isDone.get())
    }

    @Test
    fun `a phone has one thread for the guard and another for the family`() {
        begin(apart = true)
        phone.familyGoesOn()
        val platform = PlatformServices(app)
        assertEquals(listOf("guard", "family"), listOf(platform.thread, platform.familyThread).map(::name))
    }

    /** Runs up to the moment before the screen is shared; from then on the family's thread gets nothing done. */
    private fun begin(apart: Boolean) {
        phone.familyWorksApart = apart
        phone.isSetUp()
        phone.happenUnanswered(brief.steps.takeWhile { it.at < SHARE_MS })
        assertFalse(phone.warned.any { it.level == Level.RED })
        phone.familyHangs()
    }

    private fun toTheBank() {
        phone.happenUnanswered(brief.steps.filter { it.at in SHARE_MS..BANK_MS })
        phone.passTo(phone.nowMs + LOOK_MS)
    }

    private fun name(thread: WorkThread): String {
        val name = CompletableFuture<String>()
        thread.post { name.complete(Thread.currentThread().name) }
        return name.get(PATIENCE_S, TimeUnit.SECONDS)
    }

    private companion object {
        const val SHARE_MS = 24 * 60 * 1_000L
        const val BANK_MS = (25 * 60 + 10) * 1_000L
        const val MINUTE_MS = 60_000L

        /** By then the guard has read the usage record. */
        const val LOOK_MS = 5_000L
        const val PATIENCE_S = 10L
    }
}
