package app.kinguard.history.screen

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.Pictures
import app.kinguard.R
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.guard.readOnly
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import org.junit.After
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File
import java.util.TimeZone

/** Draws the history's screens, each as long as it is. */
@RunWith(RobolectricTestRunner::class)
@Config(application = HistoryScreensHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HistoryScreensTest {
    private val host = RuntimeEnvironment.getApplication() as HistoryScreensHost
    private val pictures = Pictures(setOf("incident", "list"))
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val zone = TimeZone.getDefault()

    @Before
    fun inShanghai() = TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"))

    @After
    fun back() = TimeZone.setDefault(zone)

    @Test
    fun `tall phone`() = draw("tall", "w411dp-h891dp", "420dpi", 1080, 2340)

    @Test
    fun `small phone`() = draw("small", "w360dp-h640dp", "xhdpi", 720, 1280)

    @Test
    fun `small phone on its side`() = draw("side", "w640dp-h360dp-land", "xhdpi", 1280, 720)

    private fun draw(phone: String, size: String, density: String, width: Int, height: Int) {
        for ((name, prepare) in states()) {
            if (!pictures.wants(name)) continue
            val intent = prepare()
            for (look in pictures.looks()) {
                val (language, scale, night) = look
                RuntimeEnvironment.setQualifiers("$language-$size-$night-$density")
                RuntimeEnvironment.setFontScale(scale)
                picture(intent, width, height, pictures.file("history-$name", phone, look))
            }
            host.process.database.readOnly(false)
        }
    }

    private fun states(): List<Pair<String, () -> Intent>> {
        host.add("女儿小芳", "+8613900000001", Address.TextMessage)
        host.add("Robert", "+8613900000002", Address.TextMessage)
        host.world.network.does = { post, outcome ->
            val first = post.contact.name == "女儿小芳"
            outcome(if (first) Outcome.Delivered else Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED))
        }
        val empty = "empty" to { HistoryActivity.intent(host).also { host.journal.deleteAll() } }

        fun lives() {
            host.journal.deleteAll()
            host.history.noted(host.world.now, Entry.Failed(Trouble.NOT_CARRIED_OUT))
            host.history.noted(host.world.now + 9, Entry.Told(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED))
            host.lives(brief)
            host.process.pass(DAY_MS)
            host.history.noted(host.world.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        }

        fun first(): Long {
            lives()
            return host.journal.incidents().first().id
        }
        return listOf(
            empty,
            "list" to { HistoryActivity.intent(host).also { lives() } },
            "incident" to { IncidentActivity.of(host, first()) },
            "keep" to { KeepActivity.of(host, first()) },
            "delete" to { DeleteActivity.of(host, first()) },
            "delete-all" to { DeleteActivity.ofAll(host) },
            "troubles" to { TroublesActivity.intent(host).also { lives() } },
            "behind" to {
                lives()
                host.process.database.readOnly(true)
                host.history.noted(host.world.now, Entry.Cleared)
                HistoryActivity.intent(host)
            },
        )
    }

    private fun picture(intent: Intent, width: Int, height: Int, file: File) {
        @Suppress("UNCHECKED_CAST")
        val screen = Class.forName(checkNotNull(intent.component).className) as Class<out Activity>
        val controller = Robolectric.buildActivity(screen, intent).setup()
        shadowOf(Looper.getMainLooper()).idle()
        val activity = controller.get()
        val decor = activity.window.decorView
        lay(decor, width, height)
        // The page is drawn as long as it is, so that nothing is left unseen.
        val scroll = activity.requireViewById<ScrollView>(R.id.page_scroll)
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
        const val DAY_MS = 24 * 3_600_000L
    }
}
