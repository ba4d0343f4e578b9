package app.kinguard.family.screen

import android.graphics.Bitmap
import com.google.zxing.BinaryBitmap
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader

/** Returns what another reader reads in [picture]. */
internal fun readQrCode(picture: Bitmap): String {
    val pixels = IntArray(picture.width * picture.height)
    picture.getPixels(pixels, 0, picture.width, 0, 0, picture.width, picture.height)
    val source = RGBLuminanceSource(picture.width, picture.height, pixels)
    return QRCodeReader().decode(BinaryBitmap(HybridBinarizer(source))).text
}
