package app.kinguard.home

import android.graphics.Bitmap
import android.graphics.BitmapShader
import android.graphics.Canvas
import android.graphics.ColorFilter
import android.graphics.Matrix
import android.graphics.Paint
import android.graphics.PixelFormat
import android.graphics.Shader
import android.graphics.drawable.Drawable

/** A relative in a circle of [size] pixels: their photo, or one sign of their name in [ink] on [ground]. */
internal class Portrait(name: String, photo: Bitmap?, private val size: Int, ink: Int, ground: Int) : Drawable() {
    private val sign = signOf(name)
    private val disc = Paint(Paint.ANTI_ALIAS_FLAG or Paint.FILTER_BITMAP_FLAG).apply {
        color = ground
        shader = photo?.let(::covering)
    }
    private val text = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        color = ink
        textAlign = Paint.Align.CENTER
        textSize = size * SIGN
        isFakeBoldText = true
    }

    /** Fills the circle with the middle of [photo]. */
    private fun covering(photo: Bitmap) = BitmapShader(photo, Shader.TileMode.CLAMP, Shader.TileMode.CLAMP).apply {
        val scale = size / minOf(photo.width, photo.height).toFloat()
        val middle = Matrix()
        middle.setScale(scale, scale)
        middle.postTranslate((size - photo.width * scale) / 2, (size - photo.height * scale) / 2)
        setLocalMatrix(middle)
    }

    override fun draw(canvas: Canvas) {
        canvas.save()
        canvas.translate(bounds.left.toFloat(), bounds.top.toFloat())
        val middle = size / 2f
        canvas.drawCircle(middle, middle, middle, disc)
        if (disc.shader == null) canvas.drawText(sign, middle, middle - (text.ascent() + text.descent()) / 2, text)
        canvas.restore()
    }

    override fun getIntrinsicWidth() = size

    override fun getIntrinsicHeight() = size

    override fun setAlpha(alpha: Int) = Unit

    override fun setColorFilter(filter: ColorFilter?) = Unit

    @Deprecated("Deprecated in Java")
    override fun getOpacity() = PixelFormat.TRANSLUCENT

    companion object {
        private const val SIGN = 0.5f

        /** Names in letters below are known by how they begin. */
        private const val FIRST_CHINESE = 0x2E80

        /** Returns the sign that tells relatives apart: 芳 of 女儿小芳, M of Mary. Empty if the name has no letter. */
        internal fun signOf(name: String): String {
            val letters = name.codePoints().toArray().filter(Character::isLetter)
            val first = letters.firstOrNull() ?: return ""
            val chosen = if (first < FIRST_CHINESE) Character.toUpperCase(first) else letters.last()
            return String(Character.toChars(chosen))
        }
    }
}
