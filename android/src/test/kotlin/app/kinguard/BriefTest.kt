package app.kinguard

import android.view.WindowManager
import app.kinguard.core.Choice
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.core.Level
import app.kinguard.core.Player
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.history.Entry
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The case for which this app exists, from Android's own callbacks to the screen that stops it, and back. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class BriefTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val expected = Player(brief).play().said

    @After
    fun end() = phone.processDies()

    @Test
    fun `as it happened`() {
        phone.isSetUp()
        brief.steps.forEach(phone::happens)
        assertSaidAsExpected()
    }

    @Test
    fun `through a display that all may look at, as apps built on WebRTC share`() {
        phone.isSetUp()
        brief.steps.forEach { step ->
            phone.passTo(step.at)
            when (val event = step.event) {
                is Event.PrivateDisplayAdded -> phone.publicDisplay(event.display, "WebRTC_ScreenCapture")
                is Event.PrivateDisplayRemoved -> phone.publicDisplayGoes(event.display)
                else -> event?.let(phone::happens)
            }
        }
        assertSaidAsExpected()
    }

    @Test
    fun `without the permission to draw over others the system brings the warning up`() {
        phone.isSetUp(overlay = false)
        brief.steps.forEach(phone::happens)
        assertSaidAsExpected()
    }

    @Test
    fun `the process dies after every step`() {
        phone.isSetUp()
        for (step in brief.steps) {
            phone.happens(step)
            phone.processDies()
            phone.processStarts()
        }
        assertSaidAsExpected()
    }

    @Test
    @Config(sdk = [33]) // Many times the brief: one release has to do.
    fun `the process dies between two steps, whichever they are`() {
        for (dying in brief.steps.indices step if (Selection.everyCase) 1 else 3) {
            if (dying > 0) phone.processDies()
            phone.isNew()
            phone.isSetUp()
            brief.steps.forEachIndexed { index, step ->
                phone.happens(step)
                if (index == dying) {
                    phone.processDies()
                    phone.processStarts()
                }
            }
            assertSaidAsExpected("after step ${dying + 1}")
        }
    }

    @Test
    fun `what happens while no process lives is caught up with`() {
        phone.isSetUp()
        stepsTo("capture_consent_opened").forEach(phone::happens)
        phone.processDies()
        brief.steps.filter { it.at in CONSENT_MS..DISPLAY_MS }.forEach { step ->
            phone.timePassesTo(step.at)
            if (step.event !is Event.PrivateDisplayAdded) step.event?.let(phone::happens)
        }
        phone.timePassesTo(DISPLAY_MS + 5_000)
        phone.processStarts()
        assertEquals(Level.RED to RuleId.SHARE_BY_INSTALLED_APP, phone.warned.last().let { it.level to it.rule })
        val said = phone.read(R.id.warning_body).replace("\n", "")
        assertTrue(said, said.startsWith("刚装的“云会通”，正要把您的屏幕给别人看。"))
        assertEquals(listOf(FamilyMessage.EARLY, FamilyMessage.DANGER), phone.told)
    }

    @Test
    fun `she sees what is happening, hangs up, stops the sharing and rings her daughter`() {
        phone.isSetUp()
        phone.installs(BANK, "工商银行", InstallSource.STORE)
        stepsTo("app_installed").forEach(phone::happens)
        assertNull("no warning before the install", phone.screen)
        brief.steps.filter { it.at in INSTALL_MS..BANK_MS }.forEach(phone::happens)
        phone.passTo(BANK_MS + LOOK_MS)
        val happening = "有人正看着您的屏幕，您打开了工商银行。"
        assertTrue(phone.read(R.id.warning_body), phone.read(R.id.warning_body).startsWith(happening))
        val flags = checkNotNull(phone.screen).window.attributes.flags
        assertTrue("hidden from screen sharing", flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        phone.isTurned()
        assertTrue(phone.read(R.id.warning_body).startsWith(happening))

        phone.tap(R.id.warning_main)
        assertEquals("别让他看", phone.read(R.id.warning_headline))
        phone.isTurned()
        assertEquals("the page is kept", "别让他看", phone.read(R.id.warning_headline))
        phone.happens(Event.CaptureServiceStopped(MEETING))
        phone.happens(Event.PrivateDisplayRemoved(DISPLAY))
        phone.happens(Event.VoiceChatEnded)
        phone.tap(R.id.warning_main)
        assertTrue("the phone saw its end", phone.read(R.id.warning_body).startsWith("停掉了"))
        phone.tap(R.id.warning_main)
        assertEquals("+8613900000001", phone.dialled.last())
        phone.passTo(phone.nowMs + 20 * MINUTE_MS)
        assertNull("the danger is over", phone.screen)
        assertEquals(FamilyMessage.ENDED, phone.told.last())
    }

    @Test
    fun `a sharing that goes on is not believed to have stopped`() {
        phone.isSetUp()
        brief.steps.filter { it.at <= BANK_MS }.forEach(phone::happens)
        phone.passTo(BANK_MS + LOOK_MS)
        repeat(2) { phone.tap(R.id.warning_main) }
        assertEquals("让亲守来停掉它", phone.read(R.id.warning_headline))
        assertTrue(phone.read(R.id.warning_body).startsWith("还在共享，再试一次。"))
    }

    @Test
    fun `of a sharing that the phone never saw nothing is said, least of all that it has stopped`() {
        phone.isSetUp()
        brief.steps.takeWhile { it.at <= CONSENT_MS }.forEach(phone::happens)
        phone.passTo(CONSENT_MS + LOOK_MS)
        assertEquals(RuleId.SHARE_BY_INSTALLED_APP, phone.warned.last().rule)
        repeat(2) { phone.tap(R.id.warning_main) }
        assertTrue(phone.read(R.id.warning_body), phone.read(R.id.warning_body).startsWith("手机看不出停没停"))
    }

    @Test
    fun `who goes on is not stopped in the same bank again, but in the next one`() {
        phone.isSetUp()
        brief.steps.filter { it.at <= BANK_MS }.forEach(phone::happens)
        phone.passTo(BANK_MS + LOOK_MS)
        phone.happens(Event.WarningAnswered(Choice.CONTINUE))
        val before = phone.warned.size
        phone.opens(BANK)
        phone.passTo(phone.nowMs + 5_000)
        phone.opens(BANK)
        phone.passTo(phone.nowMs + 5_000)
        assertEquals("the bank comes back to the front", before, phone.warned.size)
        phone.opens(MEETING)
        phone.passTo(phone.nowMs + MINUTE_MS)
        phone.opens(BANK)
        phone.passTo(phone.nowMs + 5_000)
        assertEquals("left and opened again", before + 1, phone.warned.size)
        assertTrue(phone.warningIsSeen)
    }

    @Test
    fun `a warning that she leaves stands in the notification, and comes back with the bank`() {
        phone.isSetUp()
        brief.steps.filter { it.at <= BANK_MS }.forEach(phone::happens)
        phone.passTo(BANK_MS + LOOK_MS)
        phone.opens("com.huawei.android.launcher")
        phone.passTo(phone.nowMs + 10_000)
        assertFalse(phone.warningIsSeen)
        assertTrue("the notification leads back", phone.warningStandsInNotification)
        phone.opens("com.eg.android.AlipayGphone")
        phone.passTo(phone.nowMs + 4_000)
        assertTrue("it is in front again", phone.warningIsSeen)
    }

    private fun stepsTo(type: String) = brief.steps.takeWhile { step -> step.type != type }

    private fun assertSaidAsExpected(message: String = "") {
        val warnings = expected.filterIsInstance<Effect.Warn>().map { it.level to it.rule }
        assertNotEquals(emptyList<Any>(), warnings)
        assertEquals(message, warnings, phone.warned.map { it.level to it.rule })
        assertEquals(message, expected.filterIsInstance<Effect.NotifyFamily>().map { it.kind }, phone.told)
        assertEquals(message, emptyList<Entry.Failed>(), phone.failed)
        assertEquals(
            "$message: ${phone.texts} ${app.container.family.deliveries(app.container.contacts.all().first())}",
            TEXTS.size,
            phone.texts.size,
        )
        TEXTS.zip(phone.texts).forEach { (words, text) -> assertTrue("$message: $text", words in text) }
    }

    private companion object {
        /** The messages to the daughter, in order. No contact comes after her. */
        val TEXTS =
            listOf(
                "妈妈接了陌生人的电话，又装了新软件，骗子常用这招。",
                "妈妈可能正被骗：刚装的新软件要把屏幕给人看。",
                "妈妈看了警告还是点了继续，可能正被骗。",
                "紧急！妈妈说钱已经转出去了。",
                "妈妈手机上的危险迹象没有了。",
            )
        const val BANK = "com.icbc"
        const val MEETING = "com.yhtx.meet"
        const val DISPLAY = 3
        const val MINUTE_MS = 60_000L
        const val INSTALL_MS = 20 * MINUTE_MS + 30_000
        const val CONSENT_MS = 24 * MINUTE_MS + 5_000
        const val DISPLAY_MS = 24 * MINUTE_MS + 8_200
        const val LOOK_MS = 1_500L
        const val BANK_MS = 25 * MINUTE_MS + 10_000
    }
}
