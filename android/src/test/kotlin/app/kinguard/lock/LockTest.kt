package app.kinguard.lock

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Address
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import java.time.Duration
import java.util.TimeZone

/** Tests the lock's pages as the user sees them, on a phone whose keystore works. */
@Config(application = LockTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
abstract class LockTest {
    internal val host = RuntimeEnvironment.getApplication() as LockTestApp
    private val zone = TimeZone.getDefault()
    protected lateinit var controller: ActivityController<out Activity>
    protected val activity: Activity get() = controller.get()
    private val left = mutableListOf<ActivityController<out Activity>>()

    @Before
    fun begin() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
        TestKeystore.install()
    }

    @After
    fun end() {
        TestKeystore.remove()
        TimeZone.setDefault(zone)
        host.process.database.close()
    }

    protected fun open(intent: Intent, kept: Bundle? = null) {
        @Suppress("UNCHECKED_CAST")
        val screen = Class.forName(checkNotNull(intent.component).className) as Class<out Activity>
        controller = Robolectric.buildActivity(screen, intent)
        if (kept == null) controller.setup() else controller.setup(kept)
        idle()
    }

    /** Leaves the app for the home screen, or switches the screen off. */
    protected fun leave() {
        controller.pause().stop()
        idle()
    }

    protected fun comeBack() {
        controller.start().resume()
        idle()
    }

    /** Rotates the phone. */
    protected fun turn() {
        controller.recreate()
        idle()
    }

    /** Kills the process while the page is in the background, and recreates both. */
    protected fun dieBehind(intent: Intent) {
        val kept = Bundle()
        controller.saveInstanceState(kept).pause().stop().destroy()
        host.again()
        open(intent, kept)
    }

    protected fun key(digits: String) = digits.forEach { tap("$it") }

    protected fun tap(words: String) {
        checkNotNull(touchable(words)) { "no \"$words\" in:\n${words()}" }.performClick()
        idle()
    }

    protected fun touchable(words: String): View? = views()
        .filter { it.isClickable && it.isEnabled && it !is EditText }
        .firstOrNull { "${it.contentDescription}" == words || words(it).startsWith(words) }

    /** Returns the number of digits on the pad as a screen reader announces it. */
    protected fun typed(): String = "${activity.requireViewById<View>(R.id.page_pad_shown).contentDescription}"

    protected fun words(): String = views().filterIsInstance<TextView>().joinToString("\n") { it.text }

    protected fun assertSays(vararg sentences: String) =
        sentences.forEach { assertTrue("no \"$it\" in:\n${words()}", it in words()) }

    protected fun assertSilent(vararg sentences: String) =
        sentences.forEach { assertFalse("\"$it\" in:\n${words()}", it in words()) }

    protected fun opened(): Intent? = shadowOf(activity).nextStartedActivity

    protected fun assertOpens(screen: Class<out Activity>) = assertEquals(screen.name, opened()?.component?.className)

    protected fun second() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))

    protected fun idle() = shadowOf(Looper.getMainLooper()).idle()

    internal fun setPin(digits: String = PIN) {
        host.lock.pin.set(digits) {}
        host.lock.pin.close()
    }

    internal fun give(digits: String): Boolean? {
        var right: Boolean? = null
        host.lock.pin.give(digits) { right = it }
        return right
    }

    protected fun views(view: View = activity.window.decorView): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { views(view.getChildAt(it)) }
        else -> listOf(view)
    }

    private fun words(view: View): String = if (view is TextView) {
        "${view.text}"
    } else {
        views(view).filterIsInstance<TextView>().joinToString("\n") { it.text }
    }

    internal companion object {
        const val PIN = "270914"
        const val MINUTE_MS = 60_000L
        const val HOUR_MS = 60 * MINUTE_MS
        val PUSH =
            Address.Ntfy("https://ntfy.sh", "0123456789abcdefghjkmnpqrs", "zyxwvtsrqpnmkjhgfedcba9876", "tk_s", null)
        val OTHER_PUSH = PUSH.copy(alertTopic = "1123456789abcdefghjkmnpqrs", replyTopic = "2yxwvtsrqpnmkjhgfedcba9876")
        val BARK = Address.Webhook("bark", mapOf("address" to "https://api.day.app/AbCdEfGh1234"))
        const val MARY = "+8613900000001"
        const val TOM = "+8613900000002"
    }
}
