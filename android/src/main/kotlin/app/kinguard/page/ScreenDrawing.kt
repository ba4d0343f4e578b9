package app.kinguard.page

import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.graphics.RectF
import android.graphics.Typeface
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import android.text.TextUtils
import app.kinguard.R
import kotlin.math.cos
import kotlin.math.sin

/** Draws screens of this phone or of another one, with the place to tap, for the pages that say what to do there. */
internal class ScreenDrawing private constructor(context: Context, private val canvas: Canvas) {
    val ink = context.getColor(R.color.page_ink)
    val edge = context.getColor(R.color.page_edge)
    val plate = context.getColor(R.color.page_plate)
    val ground = context.getColor(R.color.page_ground)
    val mark = context.getColor(R.color.page_button)
    val onMark = context.getColor(R.color.page_button_text)
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    fun plate(left: Float, top: Float, right: Float, bottom: Float, radius: Float, color: Int) {
        paint.style = Paint.Style.FILL
        paint.color = color
        canvas.drawRoundRect(left, top, right, bottom, radius, radius, paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 1f
        paint.color = edge
        canvas.drawRoundRect(left, top, right, bottom, radius, radius, paint)
    }

    /** A line of text that nobody needs to read. */
    fun bar(left: Float, middle: Float, right: Float, color: Int = edge) {
        paint.style = Paint.Style.FILL
        paint.color = color
        canvas.drawRoundRect(left, middle - 2, right, middle + 2, 2f, 2f, paint)
    }

    fun dot(x: Float, y: Float, radius: Float = 2f, color: Int = ink) {
        paint.style = Paint.Style.FILL
        paint.color = color
        canvas.drawCircle(x, y, radius, paint)
    }

    fun ring(x: Float, y: Float, radius: Float = 11f) {
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 2f
        paint.color = mark
        canvas.drawCircle(x, y, radius, paint)
    }

    fun switch(x: Float, y: Float, on: Boolean) {
        plate(x - 12, y - 7, x + 12, y + 7, 7f, if (on) mark else plate)
        dot(if (on) x + 5 else x - 5, y, 5f, if (on) onMark else edge)
    }

    /** Words to look for: in one line, or in smaller ones. */
    fun words(words: String, left: Float, middle: Float, right: Float, color: Int = ink, centred: Boolean = false) {
        val pen = TextPaint(Paint.ANTI_ALIAS_FLAG)
        pen.color = color
        pen.typeface = Typeface.DEFAULT_BOLD
        pen.textSize = LARGE
        if (pen.measureText(words) > right - left) pen.textSize = SMALL
        val alignment = if (centred) Layout.Alignment.ALIGN_CENTER else Layout.Alignment.ALIGN_NORMAL
        val lines = StaticLayout.Builder.obtain(words, 0, words.length, pen, (right - left).toInt())
            .setAlignment(alignment)
            .setIncludePad(false)
            .setMaxLines(3)
            .setEllipsize(TextUtils.TruncateAt.END)
            .build()
        canvas.save()
        canvas.translate(left, middle - lines.height / 2f)
        lines.draw(canvas)
        canvas.restore()
    }

    fun lock(x: Float, y: Float, open: Boolean, color: Int = ink, size: Float = 1f) {
        canvas.save()
        canvas.scale(size, size, x, y)
        paint.color = color
        paint.style = Paint.Style.FILL
        canvas.drawRoundRect(x - 7, y - 2, x + 7, y + 8, 2f, 2f, paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 2f
        val aside = if (open) 9f else 0f
        canvas.drawArc(RectF(x - 5 + aside, y - 11, x + 5 + aside, y - 1), 180f, 180f, false, paint)
        canvas.drawLine(x - 5 + aside, y - 6, x - 5 + aside, y - 2, paint)
        canvas.drawLine(x + 5 + aside, y - 6, x + 5 + aside, y - 2, paint)
        canvas.restore()
    }

    /** The sign of this app. */
    fun shield(x: Float, y: Float) {
        val path = Path()
        path.moveTo(x - 9, y - 9)
        path.lineTo(x, y - 12)
        path.lineTo(x + 9, y - 9)
        path.lineTo(x + 9, y + 2)
        path.quadTo(x + 7, y + 9, x, y + 12)
        path.quadTo(x - 7, y + 9, x - 9, y + 2)
        path.close()
        paint.style = Paint.Style.FILL
        paint.color = mark
        canvas.drawPath(path, paint)
    }

    /** A hand from below that points with its index finger at the place to tap. */
    fun finger(x: Float, y: Float) {
        val hand = Path()
        hand.addRoundRect(x - 4, y, x + 4, y + 20, 4f, 4f, Path.Direction.CW)
        val palm = Path()
        palm.addRoundRect(x - 5, y + 11, x + 15, y + 28, 6f, 6f, Path.Direction.CW)
        hand.op(palm, Path.Op.UNION)
        paint.style = Paint.Style.FILL
        paint.color = ground
        canvas.drawPath(hand, paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 2f
        paint.color = ink
        canvas.drawPath(hand, paint)
    }

    /** Shows that something goes from one place to another. */
    fun arrow(left: Float, y: Float, right: Float) {
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 3f
        paint.color = mark
        canvas.drawLine(left, y, right, y, paint)
        canvas.drawLine(right - 6, y - 6, right, y, paint)
        canvas.drawLine(right - 6, y + 6, right, y, paint)
    }

    /** A code to scan. It leads nowhere. */
    fun code(left: Float, top: Float, size: Float) {
        val dot = size / 11
        val corners = listOf(0 to 0, 8 to 0, 0 to 8)
        paint.style = Paint.Style.FILL
        paint.color = ink
        for (x in 0..10) {
            for (y in 0..10) {
                val isCorner = corners.any { (across, down) -> x - across in 0..2 && y - down in 0..2 }
                val isFree = corners.any { (across, down) -> x - across in -1..3 && y - down in -1..3 }
                if (!isCorner && (isFree || (x * 7 + y * 5 + x * y) % 3 != 0)) continue
                canvas.drawRect(left + x * dot, top + y * dot, left + (x + 1) * dot, top + (y + 1) * dot, paint)
            }
        }
        for ((x, y) in corners) dot(left + (x + 1.5f) * dot, top + (y + 1.5f) * dot, dot / 2, ground)
    }

    /** A five-pointed star, as on a contact that is a favourite. */
    fun star(x: Float, y: Float, radius: Float) {
        val path = Path()
        for (at in 0..9) {
            val angle = Math.PI * (at / 5.0 - 0.5)
            val far = if (at % 2 == 0) radius else radius * 0.4f
            val (across, down) = x + far * cos(angle).toFloat() to y + far * sin(angle).toFloat()
            if (at == 0) path.moveTo(across, down) else path.lineTo(across, down)
        }
        path.close()
        paint.style = Paint.Style.FILL
        paint.color = mark
        canvas.drawPath(path, paint)
    }

    companion object {
        const val WIDTH = 180f
        const val HEIGHT = 104f
        private const val SIZE = 1.6f
        private const val LARGE = 13f
        private const val SMALL = 8f

        fun of(context: Context, draw: ScreenDrawing.() -> Unit): Bitmap {
            val scale = context.resources.displayMetrics.density * SIZE
            val bitmap = Bitmap.createBitmap((WIDTH * scale).toInt(), (HEIGHT * scale).toInt(), Bitmap.Config.ARGB_8888)
            val canvas = Canvas(bitmap)
            canvas.scale(scale, scale)
            val drawing = ScreenDrawing(context, canvas)
            drawing.plate(0f, 0f, WIDTH, HEIGHT, 8f, drawing.plate)
            drawing.draw()
            return bitmap
        }
    }
}
