package app.kinguard.family.screen

import android.app.Activity
import android.content.Intent
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.CompoundButton
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import java.time.Duration

/** The family's screens as users experience them: by their words, never by an id. */
@Config(application = ScreensHost::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
abstract class ScreenTest {
    internal val host = RuntimeEnvironment.getApplication() as ScreensHost
    internal val family get() = host.process.contacts.all()
    protected lateinit var controller: ActivityController<out Activity>
    protected val activity: Activity get() = controller.get()

    protected fun open(intent: Intent) {
        @Suppress("UNCHECKED_CAST")
        val screen = Class.forName(checkNotNull(intent.component).className) as Class<out Activity>
        controller = Robolectric.buildActivity(screen, intent).setup()
        idle()
    }

    protected fun openFamily() = open(FamilyActivity.intent(host))

    protected fun openNew() = open(ContactActivity.of(host, null))

    /** Returns what the open screen asks Android to open next. */
    protected fun opened(): Intent? = shadowOf(activity).nextStartedActivity

    /** Rotates the phone. */
    protected fun turn() {
        controller.recreate()
        idle()
    }

    protected fun words(): String = views().filterIsInstance<TextView>().joinToString("\n") { it.text }

    protected fun assertSays(vararg sentences: String) =
        sentences.forEach { assertTrue("no \"$it\" in:\n${words()}", it in words()) }

    protected fun assertSilent(vararg sentences: String) =
        sentences.forEach { assertFalse("\"$it\" in:\n${words()}", it in words()) }

    protected fun tap(words: String) {
        checkNotNull(touchable(words)) { "no \"$words\" in:\n${words()}" }.performClick()
        idle()
    }

    protected fun type(label: String, text: String) {
        field(label).setText(text)
        idle()
    }

    protected fun field(label: String): EditText {
        val words = views().filterIsInstance<TextView>().first { it.labelFor != View.NO_ID && label in it.text }
        return activity.requireViewById(words.labelFor)
    }

    protected fun isOn(words: String): Boolean =
        views().filterIsInstance<CompoundButton>().single { it.text.toString() == words }.isChecked

    protected fun touchable(words: String): View? =
        views().filter { it.isClickable && it !is EditText }.firstOrNull { words(it).startsWith(words) }

    protected fun views(view: View = activity.window.decorView): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { views(view.getChildAt(it)) }
        else -> listOf(view)
    }

    protected fun second() {
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
    }

    protected fun idle() = shadowOf(Looper.getMainLooper()).idle()

    protected fun assertFinished() = assertTrue(activity.isFinishing)

    protected fun assertOpens(screen: Class<out Activity>) = assertEquals(screen.name, opened()?.component?.className)

    private fun words(view: View): String = if (view is TextView) {
        "${view.text}"
    } else {
        views(view).filterIsInstance<TextView>().joinToString("\n") {
            it.text
        }
    }
}
