package app.kinguard.warning

import android.content.res.ColorStateList
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.ColorFilter
import android.graphics.Paint
import android.graphics.PixelFormat
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import kotlin.math.min

/**
 * A ring that empties while the parent waits, around the seconds that are left. It is drawn and not written, so that a
 * screen reader does not read out every second.
 */
internal class WaitRing(
    private val wholeMs: Long,
    /** False if the user has turned animations off: the ring then empties by whole seconds. */
    private val isSmooth: () -> Boolean,
) : Drawable() {
    private val pen = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        color = Color.WHITE
        textAlign = Paint.Align.CENTER
        typeface = Typeface.DEFAULT_BOLD
        strokeCap = Paint.Cap.ROUND
    }

    var leftMs = wholeMs
        set(value) {
            field = value
            invalidateSelf()
        }

    /** Rounded up, so that the last one lasts a full second. */
    val seconds: Int get() = ((leftMs + 999) / 1_000).toInt()

    override fun draw(canvas: Canvas) {
        val size = min(bounds.width(), bounds.height()).toFloat()
        val stroke = size * STROKE
        val radius = (size - stroke) / 2
        val (x, y) = bounds.exactCenterX() to bounds.exactCenterY()
        pen.style = Paint.Style.STROKE
        pen.strokeWidth = stroke
        pen.alpha = FAINT
        canvas.drawCircle(x, y, radius, pen)
        pen.alpha = 255
        val leftShare = (if (isSmooth()) leftMs else seconds * 1_000L) / wholeMs.toFloat()
        canvas.drawArc(x - radius, y - radius, x + radius, y + radius, TOP, -WHOLE * leftShare, false, pen)
        pen.style = Paint.Style.FILL
        pen.textSize = size * NUMBER
        canvas.drawText("$seconds", x, y - (pen.ascent() + pen.descent()) / 2, pen)
    }

    /** The colour of the words around it. */
    override fun setTintList(tint: ColorStateList?) {
        pen.color = tint?.defaultColor ?: Color.WHITE
        invalidateSelf()
    }

    override fun setAlpha(alpha: Int) = Unit

    override fun setColorFilter(filter: ColorFilter?) = Unit

    @Deprecated("Unused, but the framework requires it")
    override fun getOpacity(): Int = PixelFormat.TRANSLUCENT

    private companion object {
        const val STROKE = 0.1f
        const val NUMBER = 0.4f
        const val FAINT = 80
        const val TOP = -90f
        const val WHOLE = 360f
    }
}
