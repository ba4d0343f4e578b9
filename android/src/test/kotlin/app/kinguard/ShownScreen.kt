package app.kinguard

import android.app.Activity
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.time.Duration

/** A screen as users experience it: by its words, never by an id. */
internal class ShownScreen<A : Activity>(private val controller: ActivityController<A>) {
    val activity: A get() = controller.get()

    val words: String get() = views().filterIsInstance<TextView>().joinToString("\n") { it.text }

    fun says(vararg sentences: String) = sentences.forEach { assertTrue("no \"$it\" in:\n$words", it in words) }

    fun saysNot(vararg sentences: String) = sentences.forEach { assertFalse("\"$it\" in:\n$words", it in words) }

    fun tap(words: String) {
        checkNotNull(button(words)) { "no \"$words\" in:\n${this.words}" }.performClick()
        idle()
    }

    /** Returns the clickable view that starts with these words. */
    fun button(words: String): View? =
        views().filter { it.isClickable && it !is EditText }.firstOrNull { wordsOf(it).startsWith(words) }

    /** Rotates the phone, or applies a change of its language. */
    fun turn() {
        controller.recreate()
        idle()
    }

    /** Lets something else come to the foreground and leave again. */
    fun isLeft() {
        controller.pause().stop()
        idle()
    }

    fun comesBack() {
        controller.restart().start().resume()
        idle()
    }

    fun second() = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))

    fun end() {
        controller.pause().stop().destroy()
    }

    fun views(view: View = activity.window.decorView): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { views(view.getChildAt(it)) }
        else -> listOf(view)
    }

    private fun idle() = shadowOf(Looper.getMainLooper()).idle()

    private fun wordsOf(view: View): String = views(view).filterIsInstance<TextView>().joinToString("\n") { it.text }

    companion object {
        inline fun <reified A : Activity> open(): ShownScreen<A> =
            ShownScreen(Robolectric.buildActivity(A::class.java).setup()).also { it.idle() }
    }
}
