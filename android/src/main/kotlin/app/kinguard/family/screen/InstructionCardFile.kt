package app.kinguard.family.screen

import android.content.Context
import android.graphics.Bitmap
import android.net.Uri
import app.kinguard.failure.unlessRefused
import java.io.File

/** The one picture that this app hands to others. It lies in the cache, where Android may delete it. */
internal class InstructionCardFile(context: Context) {
    val file: File = context.cacheDir.resolve("card.png")

    /** Returns whether it was written. Blocks. */
    fun write(card: Bitmap): Boolean = unlessRefused {
        file.outputStream().use { card.compress(Bitmap.CompressFormat.PNG, LOSSLESS, it) }
    } ?: false

    companion object {
        const val TYPE = "image/png"
        val URI: Uri = Uri.parse("content://app.kinguard.card/card.png")
        private const val LOSSLESS = 100
    }
}
