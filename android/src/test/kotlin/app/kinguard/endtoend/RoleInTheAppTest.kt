package app.kinguard.endtoend

import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.ForegroundObserver
import app.kinguard.RestartableApp
import app.kinguard.core.Event
import app.kinguard.core.Trace
import app.kinguard.family.Consent
import app.kinguard.family.MessageKind
import app.kinguard.guard.GuardService
import app.kinguard.guard.StartReceiver
import app.kinguard.guard.WakeReceiver
import app.kinguard.home.AlarmWidgetProvider
import app.kinguard.home.HomeActivity
import app.kinguard.relative.RelativeReceiver
import app.kinguard.relative.RelativeService
import app.kinguard.signals.ScreeningService
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests that a phone is either guarded or the family's, in the whole app. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class RoleInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val role get() = app.container.relative.role
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")

    @After
    fun end() = phone.processDies()

    @Test
    fun `a phone that guards nobody yet just becomes the family's, and nothing of the guard starts there`() {
        phone.processIsBorn()
        choose(family = true)
        assertTrue(role.isFamily)
        phone.processDies()
        phone.processIsBorn()
        started()
        StartReceiver().onReceive(app, Intent(Intent.ACTION_BOOT_COMPLETED))
        WakeReceiver().onReceive(app, Intent())
        app.start()
        ForegroundObserver(app) {
            app.familyPhone
        }.onActivityResumed(Robolectric.buildActivity(HomeActivity::class.java).get())
        phone.settle()
        assertFalse("${GuardService::class.java.name} was started", GuardService::class.java.name in started())
        assertFalse(app.guard.hasBegun)
        phone.happenUnanswered(brief.steps.filter { it.at <= DANGER_MS && it.event !is Event.CallStarted })
        assertEquals(emptyList<Any>(), phone.warned)
        assertEquals(OF_ONE_ROLE, enabled().map { it != 0 })
    }

    @Test
    fun `a guarded phone becomes the family's only when its gate is open, and all contacts are told`() {
        phone.isSetUp()
        assertFalse(app.container.relative.role.isFamily)
        phone.passage
        choose(family = true)
        assertTrue(role.isFamily)
        assertTrue(app.container.consent.state is Consent.State.Withdrawn)
        assertEquals(MessageKind.WITHDRAWN, app.container.family.deliveries().last().message.kind)
        phone.settle()
        assertTrue("${phone.texts}", phone.texts.isNotEmpty())
        val heard = phone.heard.size
        phone.opens("com.icbc")
        phone.passTo(phone.nowMs + LOOKED_MS)
        assertEquals("the sources are still", heard, phone.heard.size)
    }

    @Test
    fun `the PIN is asked for first`() {
        phone.isSetUp()
        phone.passage
        app.container.lock.pin.set("2580") {}
        app.container.lock.pin.close()
        phone.settle()
        phone.passage
        choose(family = true)
        assertFalse(role.isFamily)
        assertTrue(app.container.consent.isGiven)
    }

    @Test
    fun `back on a parent's phone the guard begins, and the parents are forgotten`() {
        phone.processIsBorn()
        choose(family = true)
        choose(family = false)
        phone.settle()
        assertFalse(role.isFamily)
        assertTrue(app.guard.hasBegun)
        assertEquals(OF_ONE_ROLE.map { !it }, enabled().map { it != 0 })
        assertNull(app.relative.parents.all().firstOrNull())
    }

    /** Chooses on a thread of its own, as a page does. */
    private fun choose(family: Boolean) {
        val chosen = Thread { role.choose(family) }.apply { start() }
        while (chosen.isAlive) {
            phone.settle()
            Thread.sleep(1)
        }
        phone.settle()
    }

    /** The services that were started, and forgets them. */
    private fun started() = generateSequence {
        shadowOf(app).nextStartedService
    }.map { it.component?.className }.toList()

    /** Returns which components are there: those of the guard first. */
    private fun enabled(): List<Int> = listOf(
        ScreeningService::class.java,
        AlarmWidgetProvider::class.java,
        RelativeService::class.java,
        RelativeReceiver::class.java,
    ).map { of ->
        when (app.packageManager.getComponentEnabledSetting(ComponentName(app, of))) {
            PackageManager.COMPONENT_ENABLED_STATE_ENABLED -> 1
            else -> 0
        }
    }

    private companion object {
        const val DANGER_MS = 30 * 60_000L
        const val LOOKED_MS = 5_000L
        val OF_ONE_ROLE = listOf(false, false, true, true)
    }
}
