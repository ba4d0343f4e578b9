package app.kinguard.practice

import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.Pictures
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.warning.Relative
import app.kinguard.warning.WarningActivity
import org.junit.After
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

/** Draws the drill's pages, each as long as it is, and the warning at its end. */
@RunWith(RobolectricTestRunner::class)
@Config(application = DrillHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PracticeScreensTest {
    private val host = RuntimeEnvironment.getApplication() as DrillHost
    private val pictures = Pictures(FEW)

    @After
    fun end() = host.database.close()

    @Test
    fun `tall phone`() = draw("tall", "w411dp-h891dp", "420dpi", 1080, 2340)

    @Test
    fun `small phone`() = draw("small", "w360dp-h640dp", "xhdpi", 720, 1280)

    private fun draw(phone: String, size: String, density: String, width: Int, height: Int) {
        for (look in pictures.looks()) {
            val (language, scale, night) = look
            RuntimeEnvironment.setQualifiers("$language-$size-$night-$density")
            RuntimeEnvironment.setFontScale(scale)
            host.family = listOf(Relative(if (language == "zh-rCN") "女儿小芳" else "Mary", "+8613900000001"))
            for ((name, pages) in PAGES) {
                if (pictures.wants(name)) page(pages, width, height, pictures.file(name, phone, look))
            }
            for ((name, choices) in ENDS) {
                if (pictures.wants(name)) end(choices, width, height, pictures.file(name, phone, look))
            }
        }
    }

    private fun page(pages: Int, width: Int, height: Int, file: File) {
        val controller = Robolectric.buildActivity(PracticeActivity::class.java).setup()
        repeat(pages) { press(controller.get().requireViewById(R.id.page_main)) }
        if (pages <= Scene.entries.size) {
            picture(
                controller.get().window.decorView,
                controller.get().requireViewById(R.id.page_scroll),
                width,
                height,
                file,
            )
        } else {
            val warning = Robolectric.buildActivity(WarningActivity::class.java).setup()
            idle()
            val decor = warning.get().window.decorView
            lay(decor, width, height)
            val mark = decor.requireViewById<TextView>(R.id.warning_practice)
            assertTrue("${file.name}: not marked", mark.isShown && mark.getLocalVisibleRect(android.graphics.Rect()))
            picture(decor, null, width, height, file)
            host.warningDesk.close()
            warning.pause().stop().destroy()
        }
        controller.pause().stop().destroy()
    }

    private fun end(choices: List<Choice>, width: Int, height: Int, file: File) {
        val controller = Robolectric.buildActivity(PracticeActivity::class.java).setup()
        repeat(Scene.entries.size + 1) { press(controller.get().requireViewById(R.id.page_main)) }
        choices.forEach(host.practice::answered)
        host.warningDesk.close()
        controller.pause().resume()
        idle()
        picture(
            controller.get().window.decorView,
            controller.get().requireViewById(R.id.page_scroll),
            width,
            height,
            file,
        )
        controller.pause().stop().destroy()
    }

    private fun press(button: Button) {
        button.performClick()
        idle()
    }

    private fun picture(decor: View, scroll: ScrollView?, width: Int, height: Int, file: File) {
        lay(decor, width, height)
        // Drawn as long as it is, so that nothing is left unseen.
        val more = scroll?.let { (it.getChildAt(0).height - it.height).coerceAtLeast(0) } ?: 0
        if (more > 0) lay(decor, width, height + more)
        val bitmap = Bitmap.createBitmap(width, height + more, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
        all(decor).filterIsInstance<TextView>().filter { it.isShown && it.layout != null }.forEach { view ->
            assertTrue("${file.name}: \"${view.text}\" is cut off", view.layout.height <= view.height)
        }
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

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private companion object {
        /** After so many touches of the main button. */
        val PAGES =
            mapOf(
                "practice-before" to 0,
                "practice-call" to 1,
                "practice-install" to 2,
                "practice-share" to 3,
                "practice-bank" to 4,
                "practice-warning" to 5,
            )
        val ENDS =
            mapOf(
                "practice-stopped" to listOf(Choice.STOP, Choice.CALL_FAMILY),
                "practice-went-on" to listOf(Choice.CONTINUE),
                "practice-left" to listOf(Choice.LEFT),
            )
        val FEW = setOf("practice-share", "practice-warning", "practice-stopped")
    }
}
