package app.kinguard.family.screen

import android.graphics.Bitmap
import android.graphics.Color
import io.nayuki.qrcodegen.QrCode

/**
 * Draws [text] as a QR code, at most [size] pixels wide. It is black on white even in the dark theme, because readers
 * expect that.
 */
internal fun qrPicture(text: String, size: Int): Bitmap {
    val code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM)
    val modules = code.size + 2 * QUIET
    val scale = (size / modules).coerceAtLeast(1)
    val side = modules * scale
    val colors = IntArray(side * side) { at ->
        val dark = code.getModule(at % side / scale - QUIET, at / side / scale - QUIET)
        if (dark) Color.BLACK else Color.WHITE
    }
    return Bitmap.createBitmap(colors, side, side, Bitmap.Config.ARGB_8888)
}

/** The standard's margin, in modules. */
private const val QUIET = 4
