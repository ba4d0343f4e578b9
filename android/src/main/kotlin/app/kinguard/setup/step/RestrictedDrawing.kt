package app.kinguard.setup.step

import android.content.Context
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Path
import android.graphics.RectF
import app.kinguard.R

/**
 * Draws the four taps that lift Android's restricted settings, without text: each picture shows the phone's screen and
 * the place to tap.
 */
internal class RestrictedDrawing(private val context: Context) {
    private val ink = context.getColor(R.color.page_ink)
    private val edge = context.getColor(R.color.page_edge)
    private val plate = context.getColor(R.color.page_plate)
    private val ground = context.getColor(R.color.page_ground)
    private val mark = context.getColor(R.color.page_button)
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG)

    fun of(step: Int): Bitmap {
        val scale = context.resources.displayMetrics.density * SIZE
        val bitmap = Bitmap.createBitmap((WIDTH * scale).toInt(), (HEIGHT * scale).toInt(), Bitmap.Config.ARGB_8888)
        val canvas = Canvas(bitmap)
        canvas.scale(scale, scale)
        canvas.plate(0f, 0f, WIDTH, HEIGHT, 8f, plate)
        when (step) {
            0 -> canvas.refusal()
            1 -> canvas.details()
            2 -> canvas.dots()
            else -> canvas.menu()
        }
        return bitmap
    }

    /** The dialog with a padlock, whose button is tapped. */
    private fun Canvas.refusal() {
        plate(30f, 10f, 150f, 90f, 8f, ground)
        lock(90f, 34f, open = false)
        bar(48f, 56f, 132f)
        bar(58f, 64f, 122f)
        plate(108f, 72f, 142f, 84f, 6f, mark)
        finger(125f, 77f)
    }

    /** The app's own settings page: its icon, its name, and its settings. */
    private fun Canvas.details() {
        plate(20f, 8f, 160f, 92f, 6f, ground)
        shield(46f, 32f)
        bar(66f, 28f, 118f)
        bar(66f, 36f, 98f)
        for (line in 0..2) bar(34f, 58f + line * 12, 146f)
    }

    private fun Canvas.dots() {
        plate(20f, 8f, 160f, 92f, 6f, ground)
        shield(46f, 40f)
        bar(66f, 36f, 118f)
        bar(66f, 44f, 98f)
        for (line in 0..1) bar(34f, 68f + line * 12, 146f)
        dot(148f, 16f)
        dot(148f, 22f)
        dot(148f, 28f)
        ring(148f, 22f)
        finger(144f, 32f)
    }

    /** The menu item with the open padlock. */
    private fun Canvas.menu() {
        plate(20f, 8f, 160f, 92f, 6f, ground)
        shield(46f, 56f)
        for (line in 0..1) bar(34f, 76f + line * 9, 146f)
        plate(72f, 14f, 156f, 62f, 5f, plate)
        bar(96f, 26f, 146f)
        plate(76f, 36f, 152f, 54f, 4f, mark)
        lock(86f, 46f, open = true, ground)
        bar(106f, 45f, 148f, ground)
        finger(124f, 47f)
    }

    private fun Canvas.plate(left: Float, top: Float, right: Float, bottom: Float, schedule: Float, color: Int) {
        paint.style = Paint.Style.FILL
        paint.color = color
        drawRoundRect(left, top, right, bottom, schedule, schedule, paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 1f
        paint.color = edge
        drawRoundRect(left, top, right, bottom, schedule, schedule, paint)
    }

    /** A line of text that nobody needs to read. */
    private fun Canvas.bar(left: Float, middle: Float, right: Float, color: Int = edge) {
        paint.style = Paint.Style.FILL
        paint.color = color
        drawRoundRect(left, middle - 2, right, middle + 2, 2f, 2f, paint)
    }

    private fun Canvas.dot(x: Float, y: Float) {
        paint.style = Paint.Style.FILL
        paint.color = ink
        drawCircle(x, y, 2f, paint)
    }

    private fun Canvas.ring(x: Float, y: Float) {
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 2f
        paint.color = mark
        drawCircle(x, y, 11f, paint)
    }

    private fun Canvas.lock(x: Float, y: Float, open: Boolean, color: Int = ink) {
        paint.color = color
        paint.style = Paint.Style.FILL
        drawRoundRect(x - 7, y - 2, x + 7, y + 8, 2f, 2f, paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 2f
        val aside = if (open) 9f else 0f
        drawArc(RectF(x - 5 + aside, y - 11, x + 5 + aside, y - 1), 180f, 180f, false, paint)
        drawLine(x - 5 + aside, y - 6, x - 5 + aside, y - 2, paint)
        drawLine(x + 5 + aside, y - 6, x + 5 + aside, y - 2, paint)
    }

    private fun Canvas.shield(x: Float, y: Float) {
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
        drawPath(path, paint)
    }

    /** A hand from below that points with its index finger at the place to tap. */
    private fun Canvas.finger(x: Float, y: Float) {
        val hand = Path()
        hand.addRoundRect(x - 4, y, x + 4, y + 20, 4f, 4f, Path.Direction.CW)
        val palm = Path()
        palm.addRoundRect(x - 5, y + 11, x + 15, y + 28, 6f, 6f, Path.Direction.CW)
        hand.op(palm, Path.Op.UNION)
        paint.style = Paint.Style.FILL
        paint.color = ground
        drawPath(hand, paint)
        paint.style = Paint.Style.STROKE
        paint.strokeWidth = 2f
        paint.color = ink
        drawPath(hand, paint)
    }

    private companion object {
        const val WIDTH = 180f
        const val HEIGHT = 104f
        const val SIZE = 1.6f
    }
}
