package app.kinguard.setup

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.media.AudioManager
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.Pictures
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.setup.step.Step
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

/** Draws every step, and the pages about what the family is told, each as long as it is. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class SetupScreensTest : SetupTest() {
    private val pictures = Pictures(FEW)
    private val audio = checkNotNull(app.getSystemService(AudioManager::class.java))

    @Test
    fun `tall phone`() = draw("tall", "w411dp-h891dp", "420dpi", 1080, 2340)

    @Test
    fun `small phone`() = draw("small", "w360dp-h640dp", "xhdpi", 720, 1280)

    @Test
    fun `phone on its side`() = draw("side", "w640dp-h360dp-land", "xhdpi", 1280, 720)

    private fun draw(phone: String, size: String, density: String, width: Int, height: Int) {
        isMadeBy("Xiaomi")
        cameFromFile()
        for (look in pictures.looks()) {
            RuntimeEnvironment.setQualifiers("${look.language}-$size-${look.night}-$density")
            RuntimeEnvironment.setFontScale(look.scale)
            contacts.all().forEach(contacts::remove)
            screens.withdraw()
            add(if (look.language == "en-rGB") "Mary" else "小芳")
            for ((name, prepare) in states) {
                if (!pictures.wants(name)) continue
                book.autostartSaid = false
                audio.mode = AudioManager.MODE_NORMAL
                picture(prepare(), width, height, pictures.file("setup-$name", phone, look))
            }
        }
    }

    private fun picture(intent: Intent, width: Int, height: Int, file: File) {
        @Suppress("UNCHECKED_CAST")
        val screen = Class.forName(checkNotNull(intent.component).className) as Class<out Activity>
        val controller = Robolectric.buildActivity(screen, intent).setup()
        shadowOf(Looper.getMainLooper()).idle()
        val decor = controller.get().window.decorView
        lay(decor, width, height)
        val scroll = controller.get().requireViewById<ScrollView>(R.id.page_scroll)
        val more = (scroll.getChildAt(0).height - scroll.height).coerceAtLeast(0)
        if (more > 0) lay(decor, width, height + more)
        val bitmap = Bitmap.createBitmap(width, decor.height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
        val views = all(decor)
        views.filterIsInstance<TextView>().filter { it.isShown && it.layout != null }.forEach { view ->
            assertTrue("${file.name}: \"${view.text}\" is cut off", view.layout.height <= view.height)
        }
        val least = 64 * decor.resources.displayMetrics.density
        views.filter { it.isClickable && it.isShown }.forEach { view ->
            assertTrue("${file.name}: too small to be hit", view.height >= least)
        }
        controller.pause().stop().destroy()
    }

    private fun at(step: Step): Intent {
        book.step = step
        return SetupActivity.intent(app)
    }

    private val states: List<Pair<String, () -> Intent>> =
        Step.entries.map { step -> step.name.lowercase() to { at(step) } } +
            listOf(
                "call" to {
                    audio.mode = AudioManager.MODE_IN_CALL
                    at(Step.LANGUAGE)
                },
                "said" to {
                    book.autostartSaid = true
                    at(Step.AUTOSTART)
                },
                "mend" to { Mending.intent(app, Capability.CALL_SCREENING) },
                "agreed" to {
                    screens.agree()
                    ConsentActivity.intent(app)
                },
                "finished" to {
                    screens.agree()
                    at(Step.FINISH)
                },
                "sent" to {
                    screens.agree()
                    app.rooms.family.test(contacts.all().first())
                    screens.withdraw()
                    SentActivity.intent(app)
                },
                "withdrawn" to {
                    screens.agree()
                    screens.withdraw()
                    ConsentActivity.intent(app)
                },
            )

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
        val FEW = setOf("language", "restricted", "overlay", "consent", "finish")
    }
}
