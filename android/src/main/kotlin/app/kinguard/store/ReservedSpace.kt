package app.kinguard.store

import android.util.Log
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile
import kotlin.random.Random

/**
 * Room that this app holds for the day on which the phone is full. It is really written, and of what no file system can
 * make less of: some compress, and all leave out what was never written.
 *
 * A danger writes some ten pages for each turn, and as many into the journal beside; its messages to a family of five fit
 * into one. What is given up lasts for about twenty turns, and for all messages of several dangers.
 */
class ReservedSpace(private val file: File, private val freeBytes: () -> Long = { file.parentFile?.usableSpace ?: 0 }) {
    /** A phone without it is full, or nearly. */
    val isThere: Boolean get() = file.length() == BYTES

    /** Makes it, where it is not and the phone has plenty. A needless call costs next to nothing. */
    fun make() {
        if (isThere || freeBytes() < PLENTY) return
        val growing = file.resolveSibling("${file.name}.new")
        try {
            RandomAccessFile(growing, "rw").use { out ->
                val piece = ByteArray(PIECE)
                repeat((BYTES / PIECE).toInt()) {
                    Random.nextBytes(piece)
                    out.write(piece)
                }
                out.fd.sync()
            }
            growing.renameTo(file)
        } catch (refused: IOException) {
            Log.w("store", "no reserved space: ${refused.javaClass.simpleName}")
            growing.delete()
        }
    }

    /** Gives it up. Returns whether it was there. */
    fun free(): Boolean = file.delete()

    companion object {
        const val BYTES = 2L * 1024 * 1024

        /** Below this the system itself says that the phone is nearly full, and more would make it so. */
        const val PLENTY = 64L * 1024 * 1024
        private const val PIECE = 64 * 1024
    }
}
