package app.kinguard.home

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Rect
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import android.widget.TextView
import app.kinguard.Pictures
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.health.CheckId
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.page.Passage
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

/** Draws home as large as the phone is, and what lies behind it as long as it is. */
@RunWith(RobolectricTestRunner::class)
@Config(application = ParentHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HomeScreensTest {
    private val host = RuntimeEnvironment.getApplication() as ParentHost
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw(Phone("tall", "w411dp-h891dp-420dpi", 1080, 2340))

    @Test
    fun `small phone`() = draw(Phone("small", "w360dp-h640dp-xhdpi", 720, 1280))

    @Test
    fun `phone on its side`() = draw(Phone("side", "w640dp-h360dp-land-xhdpi", 1280, 720))

    private fun draw(phone: Phone) {
        for (look in pictures.looks()) {
            val (language, scale, night) = look
            RuntimeEnvironment.setQualifiers("$language-${phone.size(night)}")
            RuntimeEnvironment.setFontScale(scale)
            for ((name, screen, sight) in states(language)) {
                if (!pictures.wants(name)) continue
                host.guard.danger = if (name == "home-warning") Danger.COMING else Danger.NONE
                host.sight = sight
                host.passage = if (name == "home-menu-pin") Passage.PIN else Passage.OPEN
                picture(screen, phone, pictures.file(name, phone.name, look))
            }
        }
    }

    private fun picture(screen: Class<out Activity>, phone: Phone, file: File) {
        val controller = Robolectric.buildActivity(screen).setup()
        shadowOf(Looper.getMainLooper()).idle()
        val decor = controller.get().window.decorView
        lay(decor, phone.width, phone.height)
        if (screen == HomeActivity::class.java) assertInSight(decor, phone, file)
        // Drawn as long as it is, so that nothing is left unseen; the buttons were looked for before.
        val scroll = controller.get().requireViewById<ScrollView>(R.id.page_scroll)
        val more = (scroll.getChildAt(0).height - scroll.height).coerceAtLeast(0)
        paint(decor, phone.width, phone.height, file)
        if (more > 0) {
            lay(decor, phone.width, phone.height + more)
            paint(decor, phone.width, phone.height + more, File(file.path.removeSuffix(".png") + "-whole.png"))
        }
        all(decor).filterIsInstance<TextView>().filter { it.isShown && it.layout != null }.forEach { view ->
            val ends = (0 until view.layout.lineCount).all { view.layout.getEllipsisCount(it) == 0 }
            assertTrue("${file.name}: \"${view.text}\" is cut off", view.layout.height <= view.height && ends)
        }
        controller.pause().stop().destroy()
    }

    /** Both buttons stand within the screen, and are as large as an unsteady finger needs. */
    private fun assertInSight(decor: View, phone: Phone, file: File) =
        listOf(R.id.page_main, R.id.home_help).map { decor.requireViewById<View>(it) }.filter { it.isShown }.forEach {
            val whole = Rect().also(it::getGlobalVisibleRect)
            val density = decor.resources.displayMetrics.density
            assertTrue("${file.name}: too small", it.height >= 64 * density)
            if (decor.resources.configuration.fontScale == 1f) {
                assertTrue("${file.name}: out of sight", whole.height() == it.height && whole.bottom <= phone.height)
            }
        }

    private fun paint(decor: View, width: Int, height: Int, file: File) {
        val bitmap = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
    }

    private fun states(language: String): List<Triple<String, Class<out Activity>, Sight?>> {
        val (first, second) =
            when (language) {
                "zh-rCN" -> "女儿小芳" to "儿子小明"
                "zh-rHK" -> "阿女" to "大仔"
                else -> "Mary" to "Robert"
            }
        val family = listOf(DAUGHTER.copy(name = first), SON.copy(name = second))
        val whole = Sight(verdict(), family, isSetUp = true, practiceIsDue = false)
        val gap = verdict(
            mapOf(
                Link.MONEY_APP to LinkState.Missing(Capability.USAGE_ACCESS),
                Link.CALL to LinkState.Missing(Capability.CALL_SCREENING),
            ),
            listOf(Capability.USAGE_ACCESS, Capability.CALL_SCREENING, Capability.OVERLAY),
        )
        val unproved = verdict(mapOf(Link.SHARING to LinkState.Unproved, Link.MONEY_APP to LinkState.Unproved))
        val failing = verdict().copy(failing = listOf(CheckId.PUSH, CheckId.CLOCK))
        val never = verdict(mapOf(Link.CALL to LinkState.NotOnThisPhone), listOf(Capability.OVERLAY))
        val home = HomeActivity::class.java
        return listOf(
            Triple("home-guarded", home, whole),
            Triple("home-unproved", home, whole.copy(verdict = unproved)),
            Triple("home-gap", home, whole.copy(verdict = gap)),
            Triple("home-failing", home, whole.copy(verdict = failing)),
            Triple("home-never", home, whole.copy(verdict = never)),
            Triple("home-paused", home, whole.copy(verdict = verdict().copy(pausedUntilMs = PAUSED_UNTIL_MS))),
            Triple("home-new", home, whole.copy(isSetUp = false, family = emptyList(), verdict = gap)),
            Triple("home-nobody", home, whole.copy(family = emptyList())),
            Triple("home-practice", home, whole.copy(practiceIsDue = true)),
            Triple("home-unknown", home, null),
            Triple("home-warning", home, whole),
            Triple("home-menu", FamilyMenuActivity::class.java, whole),
            Triple("home-menu-pin", FamilyMenuActivity::class.java, whole),
            Triple("home-about", AboutActivity::class.java, whole),
        )
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

    private data class Phone(val name: String, val qualifiers: String, val width: Int, val height: Int) {
        /** Night stands before the density. */
        fun size(night: String): String {
            val at = qualifiers.lastIndexOf('-')
            return qualifiers.take(at) + "-" + night + qualifiers.drop(at)
        }
    }

    private companion object {
        val FEW = setOf("home-guarded", "home-gap", "home-new", "home-practice")
        const val PAUSED_UNTIL_MS = 1_700_000_000_000L
    }
}
