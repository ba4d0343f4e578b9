package app.kinguard.health.screen

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.Pictures
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.core.RuleId
import app.kinguard.family.Address
import app.kinguard.family.Notice
import app.kinguard.family.Outcome
import app.kinguard.health.BANK
import app.kinguard.health.CheckId
import app.kinguard.health.DAY_MS
import app.kinguard.health.Finding
import app.kinguard.health.MEETING
import app.kinguard.health.PartState
import app.kinguard.health.Way
import app.kinguard.health.check.PhoneCheck
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/** Draws the screens of health, each as long as it is. */
@RunWith(RobolectricTestRunner::class)
@Config(application = HealthApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HealthScreensTest {
    private val app = RuntimeEnvironment.getApplication() as HealthApp
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw("tall", "w411dp-h891dp", "420dpi", 1080, 2340)

    @Test
    fun `small phone`() = draw("small", "w360dp-h640dp", "xhdpi", 720, 1280)

    @Test
    fun `phone on its side`() = draw("side", "w640dp-h360dp-land", "xhdpi", 1280, 720)

    private fun draw(phone: String, size: String, density: String, width: Int, height: Int) {
        for (look in pictures.looks()) {
            val (language, scale, night) = look
            RuntimeEnvironment.setQualifiers("$language-$size-$night-$density")
            RuntimeEnvironment.setFontScale(scale)
            for ((name, state) in STATES) {
                if (!pictures.wants(name)) continue
                fresh()
                val screen = state(app)
                picture(screen, width, height, pictures.file("health-$name", phone, look))
            }
        }
    }

    private fun picture(screen: Class<out Activity>, width: Int, height: Int, file: File) {
        val controller = Robolectric.buildActivity(screen).setup()
        shadowOf(Looper.getMainLooper()).idle()
        if ("detail" in file.name) {
            val more = app.getString(R.string.health_details)
            all(controller.get().window.decorView).first { (it as? TextView)?.text == more }.performClick()
        }
        val decor = controller.get().window.decorView
        lay(decor, width, height)
        val scroll = controller.get().requireViewById<ScrollView>(R.id.page_scroll)
        val more = (scroll.getChildAt(0).height - scroll.height).coerceAtLeast(0)
        if (more > 0) lay(decor, width, height + more)
        val bitmap = Bitmap.createBitmap(width, decor.height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
        all(decor).filterIsInstance<TextView>().filter { it.isShown && it.layout != null }.forEach { view ->
            assertTrue("${file.name}: \"${view.text}\" is cut off", view.layout.height <= view.height)
        }
        controller.pause().stop().destroy()
    }

    /** As on a phone on which nothing has happened yet. */
    private fun fresh() {
        app.database.write { sql ->
            listOf("self_test", "phone_check", "phone_check_step", "phone_check_signal", "withheld").forEach {
                sql.delete(it, null, null)
            }
        }
        app.finds.clear()
        app.lacking.clear()
        app.states.replaceAll { _, _ -> SignalState.Works }
        app.ways = emptyList()
        app.clock.pass(PhoneCheck.LASTS_MS)
    }

    private fun all(view: View): List<View> = if (view is ViewGroup) {
        listOf(view) + (0 until view.childCount).flatMap { all(view.getChildAt(it)) }
    } else {
        listOf(view)
    }

    private fun lay(view: View, width: Int, height: Int) {
        view.measure(exactly(width), exactly(height))
        view.layout(0, 0, width, height)
    }

    private fun exactly(size: Int) = View.MeasureSpec.makeMeasureSpec(size, View.MeasureSpec.EXACTLY)

    private companion object {
        val FEW = setOf("faulty", "step", "result")
        val HEALTH = HealthActivity::class.java
        val CHECK = CheckPhoneActivity::class.java

        val STATES: List<Pair<String, HealthApp.() -> Class<out Activity>>> =
            listOf(
                "fresh" to { HEALTH },
                "faulty" to {
                    states[SignalId.USAGE_EVENTS] = SignalState.Missing(Capability.USAGE_ACCESS)
                    states[SignalId.CALL_FORWARDING] = SignalState.NotOnThisPhone
                    lacking += listOf(Capability.OVERLAY, Capability.BATTERY)
                    ways =
                        listOf(
                            Way("小芳", Address.TextMessage, PartState.SeenWorking(clock.wallMs)),
                            Way("小明", Address.TextMessage, PartState.Failing(Outcome.Reason.NO_CREDIT_OR_BARRED)),
                        )
                    finds[CheckId.PUSH] = Finding.Fault(Finding.Reason.SERVER_ILL)
                    finds[CheckId.DATABASE] = Finding.Fault(Finding.Reason.NOT_STORED)
                    selfTest.run()
                    clock.pass(DAY_MS)
                    selfTest.run()
                    HEALTH
                },
                "proved" to {
                    everything()
                    selfTest.run()
                    HEALTH
                },
                "detail" to {
                    rings()
                    selfTest.run()
                    HEALTH
                },
                "check" to { CHECK },
                "step" to {
                    phoneCheck.begin()
                    rings()
                    phoneCheck.skip()
                    shares()
                    CHECK
                },
                "step-blind" to {
                    states[SignalId.PHONE_STATE] = SignalState.Missing(Capability.PHONE_STATE)
                    phoneCheck.begin()
                    CHECK
                },
                "asking" to {
                    phoneCheck.begin()
                    val notice = Notice(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE, clock.nowMs, null, emptySet())
                    withheld.keep(notice)
                    phoneCheck.end()
                    CHECK
                },
                "result" to {
                    phoneCheck.begin()
                    everything()
                    phoneCheck.end()
                    CHECK
                },
            )

        fun HealthApp.rings() {
            hears(SignalId.CALL_SCREENING, Event.CallStarted(Direction.INCOMING, "13912345678", true, null))
            clock.pass(4_000)
            hears(SignalId.PHONE_STATE, Event.CallAnswered)
            clock.pass(4_000)
            hears(SignalId.PHONE_STATE, Event.CallEnded)
        }

        fun HealthApp.shares() {
            clock.pass(9_000)
            hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING), late = 1_400)
            hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        }

        fun HealthApp.everything() {
            rings()
            hears(SignalId.PACKAGES, Event.AppInstalled(MEETING, null, InstallSource.STORE, false))
            shares()
            clock.pass(20_000)
            phoneCheck.run()
            hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK), late = 700)
        }
    }
}
