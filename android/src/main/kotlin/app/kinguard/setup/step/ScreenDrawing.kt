package app.kinguard.setup.step

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

/** Draws the phone's screens, with the place to tap, for the pages that say what to do there. */
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
