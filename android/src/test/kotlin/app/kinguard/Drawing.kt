package app.kinguard

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.View.MeasureSpec
import android.view.ViewGroup
import android.widget.EditText
import android.widget.ScrollView
import android.widget.TextView
import org.junit.Assert.assertTrue
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.time.Duration

/** A window laid out in the size of [phone], for a picture in [file]. */
internal class Drawing(val decor: View, private val phone: Pictures.Phone, private val file: File) {
    private val scroll: ScrollView? = decor.findViewById(R.id.page_scroll)

    constructor(activity: Activity, phone: Pictures.Phone, file: File) : this(activity.window.decorView, phone, file)

    init {
        shadowOf(Looper.getMainLooper()).idle()
        lay(phone.height)
    }

    val views: List<View> get() = below(decor).filter { it.isShown }

    /** Paints what is visible without scrolling. Android itself shortens some texts of what is not a page. */
    fun asSeen(mayBeShortened: Boolean = false): Drawing = painted(file, mayBeShortened)

    /** Paints the page at its full length, so that everything is visible. */
    fun whole(): Drawing {
        lay(phone.height + more())
        return painted(file)
    }

    /** Paints the visible part, and also the whole page if it is longer. */
    fun both(): Drawing {
        asSeen()
        val more = more()
        if (more == 0) return this
        lay(phone.height + more)
        return painted(File("${file.path.removeSuffix(".${file.extension}")}-whole.${file.extension}"))
    }

    /** Asserts that everything clickable is at least [leastDp] high, the width of an unsteady finger. */
    fun assertTouchable(leastDp: Float) {
        val least = leastDp * decor.resources.displayMetrics.density
        views.filter { it.isClickable }.forEach {
            assertTrue("${file.name}: $it is too small to tap", it.height >= least)
        }
    }

    private fun more(): Int = scroll?.let { it.getChildAt(0).height - it.height }?.coerceAtLeast(0) ?: 0

    private fun painted(file: File, mayBeShortened: Boolean = false): Drawing {
        // What is in no window counts as not shown.
        assertTrue("${file.name}: nothing to see", below(decor).any { it is TextView && it.text.isNotEmpty() })
        val bitmap = Bitmap.createBitmap(phone.width, decor.height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        val format = if (file.extension == "png") Bitmap.CompressFormat.PNG else Bitmap.CompressFormat.JPEG
        file.outputStream().use { assertTrue(bitmap.compress(format, QUALITY, it)) }
        bitmap.recycle()
        if (mayBeShortened) return this
        views.filterIsInstance<TextView>().filter { it.layout != null && it !is EditText }.forEach(::assertFits)
        return this
    }

    private fun assertFits(view: TextView) {
        val lines = 0 until view.layout.lineCount
        val room = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
        val widest = lines.maxOfOrNull { view.layout.getLineMax(it) } ?: 0f
        assertTrue("${file.name}: \"${view.text}\" is cut off below", view.layout.height <= view.height)
        assertTrue("${file.name}: \"${view.text}\" is cut off at the side", widest <= room + 1)
        assertTrue("${file.name}: \"${view.text}\" is truncated", lines.all { view.layout.getEllipsisCount(it) == 0 })
    }

    private fun lay(height: Int) {
        decor.measure(exactly(phone.width), exactly(height))
        decor.layout(0, 0, phone.width, height)
    }

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY)

    companion object {
        private const val QUALITY = 80

        /** Returns a view and everything in it. */
        fun below(view: View): List<View> = if (view is ViewGroup) {
            listOf(view) + (0 until view.childCount).flatMap { below(view.getChildAt(it)) }
        } else {
            listOf(view)
        }

        /** Opens the page of [intent], and closes it after [act]. */
        fun opened(intent: Intent, act: (Activity) -> Unit) {
            @Suppress("UNCHECKED_CAST")
            val screen = Class.forName(checkNotNull(intent.component).className) as Class<out Activity>
            val controller = Robolectric.buildActivity(screen, intent).setup()
            // A page looks again soon whether it may be seen, and is empty until it knows.
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1))
            act(controller.get())
            controller.pause().stop().destroy()
        }
    }
}
