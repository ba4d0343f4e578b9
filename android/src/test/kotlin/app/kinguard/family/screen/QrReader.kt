package app.kinguard.family.screen

import android.graphics.Bitmap
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.common.GlobalHistogramBinarizer
import com.google.zxing.qrcode.QRCodeReader

/**
 * Returns what another reader reads in [picture]. It is a drawing, not a photograph: a search for the code in it would now
 * and then take three other squares for its corners.
 */
internal fun readQrCode(picture: Bitmap): String {
    val pixels = IntArray(picture.width * picture.height)
    picture.getPixels(pixels, 0, picture.width, 0, 0, picture.width, picture.height)
    val source = RGBLuminanceSource(picture.width, picture.height, pixels)
    val hints = mapOf(DecodeHintType.PURE_BARCODE to true)
    return QRCodeReader().decode(BinaryBitmap(GlobalHistogramBinarizer(source)), hints).text
}
