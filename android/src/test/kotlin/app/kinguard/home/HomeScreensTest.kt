package app.kinguard.home

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.Rect
import android.view.Gravity
import android.view.View
import android.widget.FrameLayout
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.health.CheckId
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.page.PageAccess
import app.kinguard.phone.LaunchPath
import app.kinguard.time.MINUTE_MS
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Draws the home screen at the size of the phone, and the pages behind it in their full length. */
@RunWith(AndroidRunner::class)
@Config(application = HomeTestApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HomeScreensTest {
    private val host = RuntimeEnvironment.getApplication() as HomeTestApp
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `phone on its side`() = draw(Phone.SIDE)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        drawWidget(phone, look)
        for ((name, screen, sight) in states(look)) {
            if (!pictures.wants(name)) continue
            host.guard.danger = if (name == "home-warning") Danger.COMING else Danger.NONE
            host.report = "KinGuard".takeIf { name == "home-problem" }
            host.sight = sight
            host.passage = if (name == "home-menu-pin") PageAccess.PIN else PageAccess.OPEN
            Drawing.opened(Intent(host, screen)) { activity ->
                val drawing = Drawing(activity, phone, pictures.file(name, phone, look))
                if (screen == HomeActivity::class.java) assertInSight(drawing.decor, phone, name)
                drawing.both()
            }
        }
    }

    /** Draws the widget in the smallest size that a launcher gives it. */
    private fun drawWidget(phone: Phone, look: Pictures.Look) {
        if (!pictures.wants("home-widget")) return
        val launcher = FrameLayout(host).apply { setBackgroundColor(Color.GRAY) }
        val density = host.resources.displayMetrics.density
        val size = FrameLayout.LayoutParams((250 * density).toInt(), (110 * density).toInt(), Gravity.CENTER)
        launcher.addView(AlarmWidget.views(host, look.family.first).apply(host, launcher), size)
        Drawing(launcher, phone, pictures.file("home-widget", phone, look)).asSeen()
    }

    /** Asserts that both buttons are on the screen, and large enough for an unsteady finger. */
    private fun assertInSight(decor: View, phone: Phone, name: String) =
        listOf(R.id.page_main, R.id.home_help).map { decor.requireViewById<View>(it) }.filter { it.isShown }.forEach {
            val whole = Rect().also(it::getGlobalVisibleRect)
            val density = decor.resources.displayMetrics.density
            assertTrue("$name: too small", it.height >= 64 * density)
            if (decor.resources.configuration.fontScale == 1f) {
                assertTrue("$name: out of sight", whole.height() == it.height && whole.bottom <= phone.height)
            }
        }

    private fun states(look: Pictures.Look): List<Triple<String, Class<out Activity>, HomeState?>> {
        val (first, second) = look.family
        val family = listOf(DAUGHTER.copy(name = first), SON.copy(name = second))
        val face = Bitmap.createBitmap(96, 96, Bitmap.Config.ARGB_8888).apply { eraseColor(Color.rgb(208, 160, 128)) }
        val whole = HomeState(verdict(), family, isSetUp = true, practiceIsDue = false)
        val gap = verdict(
            mapOf(
                Link.MONEY_APP to LinkState.Missing(Capability.USAGE_ACCESS),
                Link.CALL to LinkState.Missing(Capability.CALL_SCREENING),
            ),
            listOf(Capability.USAGE_ACCESS, Capability.CALL_SCREENING, Capability.OVERLAY),
        )
        val unproved = verdict(mapOf(Link.SHARING to LinkState.Unproved, Link.MONEY_APP to LinkState.Unproved))
        val failing = verdict().copy(failing = listOf(CheckId.PUSH, CheckId.CLOCK))
        val untried = verdict().copy(launchPaths = mapOf(LaunchPath.FROM_BEHIND to LaunchPathState.Unproved))
        val never = verdict(mapOf(Link.CALL to LinkState.NotOnThisPhone), listOf(Capability.OVERLAY))
        val home = HomeActivity::class.java
        return listOf(
            Triple("home-guarded", home, whole),
            Triple("home-photo", home, whole.copy(photo = face)),
            Triple("home-unproved", home, whole.copy(verdict = unproved)),
            Triple("home-gap", home, whole.copy(verdict = gap)),
            Triple("home-untried", home, whole.copy(verdict = untried)),
            Triple("home-unseen", home, whole.copy(verdict = verdict().copy(unseenMs = 1))),
            Triple("home-failing", home, whole.copy(verdict = failing)),
            Triple("home-never", home, whole.copy(verdict = never)),
            Triple("home-paused", home, whole.copy(verdict = verdict().copy(pausedUntilMs = WALL_MS + MINUTE_MS))),
            Triple("home-new", home, whole.copy(isSetUp = false, family = emptyList(), verdict = gap)),
            Triple("home-nobody", home, whole.copy(family = emptyList())),
            Triple("home-told-nothing", home, whole.copy(familyIsTold = false)),
            Triple("home-practice", home, whole.copy(practiceIsDue = true)),
            Triple("home-unknown", home, null),
            Triple("home-warning", home, whole),
            Triple("home-menu", FamilyMenuActivity::class.java, whole),
            Triple("home-menu-pin", FamilyMenuActivity::class.java, whole),
            Triple("home-about", AboutActivity::class.java, whole),
            Triple("home-hotlines", HotlinesActivity::class.java, whole),
            Triple("home-questions", QuestionsActivity::class.java, whole),
            Triple("home-privacy", PrivacyActivity::class.java, whole),
            Triple("home-problem", ProblemActivity::class.java, whole),
            Triple("home-notices", NoticesActivity::class.java, whole),
        )
    }

    private companion object {
        val FEW = setOf("home-guarded", "home-gap", "home-new", "home-practice", "home-widget")
    }
}
