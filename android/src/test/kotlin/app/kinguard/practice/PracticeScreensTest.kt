package app.kinguard.practice

import android.content.Intent
import android.graphics.Rect
import android.os.Looper
import android.view.View
import android.widget.Button
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.warning.Relative
import app.kinguard.warning.WarningActivity
import org.junit.After
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/** Draws the drill's pages in their full length, and the warning at its end. */
@RunWith(AndroidRunner::class)
@Config(application = PracticeTestApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PracticeScreensTest {
    private val host = RuntimeEnvironment.getApplication() as PracticeTestApp
    private val pictures = Pictures(FEW)

    @After
    fun end() = host.database.close()

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        host.family = listOf(Relative(look.family.first, "+8613900000001"))
        for ((name, pages) in PAGES) {
            if (pictures.wants(name)) page(pages, phone, pictures.file(name, phone, look))
        }
        for ((name, choices) in ENDS) {
            if (pictures.wants(name)) end(choices, phone, pictures.file(name, phone, look))
        }
    }

    private fun page(pages: Int, phone: Phone, file: File) = Drawing.opened(PracticeActivity.intent(host)) { drill ->
        repeat(pages) { press(drill.requireViewById(R.id.page_main)) }
        if (pages <= Scene.entries.size) {
            Drawing(drill, phone, file).whole()
        } else {
            Drawing.opened(Intent(host, WarningActivity::class.java)) { warning ->
                val drawing = Drawing(warning, phone, file).asSeen()
                val mark = drawing.decor.requireViewById<View>(R.id.warning_practice)
                assertTrue("${file.name}: not marked", mark.isShown && mark.getLocalVisibleRect(Rect()))
                host.warningController.close()
            }
        }
    }

    private fun end(choices: List<Choice>, phone: Phone, file: File) {
        val controller = Robolectric.buildActivity(PracticeActivity::class.java).setup()
        repeat(Scene.entries.size + 1) { press(controller.get().requireViewById(R.id.page_main)) }
        choices.forEach(host.practice::answered)
        host.warningController.close()
        controller.pause().resume()
        Drawing(controller.get(), phone, file).whole()
        controller.pause().stop().destroy()
    }

    private fun press(button: Button) {
        button.performClick()
        idle()
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private companion object {
        /** The pages by the number of touches of the main button. */
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
