package app.kinguard.lock

import android.app.Activity
import android.content.Intent
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
import app.kinguard.family.Address
import app.kinguard.family.screen.ContactActivity
import app.kinguard.store.putSetting
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

/** Draws the lock's pages, each as long as it is. */
@RunWith(RobolectricTestRunner::class)
@Config(application = LockHostApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class LockScreensTest {
    private val host = RuntimeEnvironment.getApplication() as LockHostApp
    private val pictures = Pictures(FEW)

    @Before
    fun begin() = TestKeystore.install()

    @After
    fun end() {
        TestKeystore.remove()
        host.process.database.close()
    }

    @Test
    fun `tall phone`() = draw("tall", "w411dp-h891dp", "420dpi", 1080, 2340)

    @Test
    fun `small phone`() = draw("small", "w360dp-h640dp", "xhdpi", 720, 1280)

    @Test
    fun `small phone on its side`() = draw("side", "w640dp-h360dp-land", "xhdpi", 1280, 720)

    private fun draw(phone: String, size: String, density: String, width: Int, height: Int) {
        for (look in pictures.looks()) {
            val (language, scale, night) = look
            RuntimeEnvironment.setQualifiers("$language-$size-$night-$density")
            RuntimeEnvironment.setFontScale(scale)
            for ((name, prepare) in states(language)) {
                if (!pictures.wants(name)) continue
                begin(anew = true)
                picture(prepare(), width, height, pictures.file("lock-$name", phone, look))
            }
        }
    }

    /** A phone on which nothing was set. */
    private fun begin(anew: Boolean) {
        TestKeystore.forget()
        if (!anew) return
        host.process.contacts.all().forEach(host.process.contacts::remove)
        host.process.pause.end()
        host.process.database.write { sql ->
            listOf("lock-pin", "lock-tries", "lock-code", "lock-codes-sent").forEach { sql.putSetting(it, null) }
        }
        host.lock.pin.close()
        host.inDanger = false
    }

    private fun states(language: String): List<Pair<String, () -> Shown>> {
        val (first, second) =
            when (language) {
                "zh-rCN" -> "女儿小芳" to "儿子小明"
                "zh-rHK" -> "阿女" to "大仔"
                else -> "Mary" to "Robert"
            }

        fun family() {
            host.add(first, "+8613900000001", Address.TextMessage, LockTest.PUSH)
            host.add(second, "+85290001234", LockTest.OTHER_PUSH)
        }

        fun locked(wrong: Int = 0): LockHostApp {
            family()
            host.lock.pin.set(LockTest.PIN) {}
            host.lock.pin.close()
            repeat(wrong) { host.lock.pin.give("270915") {} }
            return host
        }

        fun open() = locked().also { host.lock.pin.give(LockTest.PIN) {} }
        return listOf(
            "give" to { Shown(PinActivity.intent(locked()), keys = "270") },
            "wrong" to { Shown(PinActivity.intent(locked(wrong = 2))) },
            "wait" to { Shown(PinActivity.intent(locked(wrong = 6))) },
            "none" to { Shown(PinSettingsActivity.intent(host)) },
            "new" to { Shown(PinSettingsActivity.intent(host), R.string.lock_set) },
            "easy" to { Shown(PinSettingsActivity.intent(host), R.string.lock_set, keys = "123456") },
            "again" to { Shown(PinSettingsActivity.intent(host), R.string.lock_set, keys = LockTest.PIN) },
            "set" to { Shown(PinSettingsActivity.intent(open())) },
            "clear" to { Shown(PinSettingsActivity.intent(open()), R.string.lock_clear) },
            "ask" to { Shown(PinSettingsActivity.intent(locked())) },
            "whom" to { Shown(ResetActivity.intent(locked())) },
            "code" to {
                locked()
                host.lock.resetCode.send(host.lock.resetCode.whom().first()) {}
                Shown(ResetActivity.intent(host), keys = "27")
            },
            "nobody" to {
                host.lock.pin.set(LockTest.PIN) {}
                Shown(ResetActivity.intent(host))
            },
            "pause" to { Shown(PauseActivity.intent(host)) },
            "paused" to {
                host.process.pause.begin(host.ticks.wall + 20 * LockTest.HOUR_MS)
                Shown(PauseActivity.intent(host))
            },
            "shut" to {
                host.inDanger = true
                Shown(PinActivity.intent(host))
            },
            "lost" to {
                family()
                TestKeystore.forget()
                host.again()
                Shown(ContactActivity.of(host, host.process.contacts.all().first().id))
            },
        )
    }

    private fun picture(what: Shown, width: Int, height: Int, file: File) {
        @Suppress("UNCHECKED_CAST")
        val screen = Class.forName(checkNotNull(what.intent.component).className) as Class<out Activity>
        val controller = Robolectric.buildActivity(screen, what.intent).setup()
        shadowOf(Looper.getMainLooper()).idle()
        val activity = controller.get()
        val decor = activity.window.decorView
        what.tap?.let { words -> all(decor).first { it.says(host.getString(words)) }.performClick() }
        what.keys.forEach { key -> all(decor).first { it.says("$key") }.performClick() }
        shadowOf(Looper.getMainLooper()).idle()
        lay(decor, width, height)
        // The page is drawn as long as it is, so that nothing is left unseen.
        val scroll = activity.requireViewById<ScrollView>(R.id.page_scroll)
        val more = (scroll.getChildAt(0).height - scroll.height).coerceAtLeast(0)
        if (more > 0) lay(decor, width, height + more)
        val bitmap = Bitmap.createBitmap(width, decor.height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
        val least = LEAST_DP * activity.resources.displayMetrics.density
        all(decor).filter { it.isShown }.forEach { view ->
            if (view is TextView) view.layout?.let { assertFits(file, view) }
            if (view.isClickable) assertTrue("${file.name}: $view is small", minOf(view.width, view.height) >= least)
        }
        controller.pause().stop().destroy()
    }

    private fun assertFits(file: File, view: TextView) {
        val room = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
        val lines = (0 until view.layout.lineCount).maxOfOrNull { view.layout.getLineWidth(it) } ?: 0f
        assertTrue("${file.name}: \"${view.text}\" is cut off below", view.layout.height <= view.height)
        assertTrue("${file.name}: \"${view.text}\" is cut off at its side", lines <= room + 1)
    }

    private fun View.says(words: String) = this is Button && "$text" == words

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

    private class Shown(val intent: Intent, val tap: Int? = null, val keys: String = "")

    private companion object {
        const val LEAST_DP = 63.5f
        val FEW = setOf("give", "wait", "code", "paused")
    }
}
