package app.kinguard.store

import android.util.Log
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile
import kotlin.random.Random

/**
 * Disk space that this app reserves for the day on which the phone is full. It is written with random data, because
 * some file systems compress, and all of them omit what was never written.
 *
 * A danger writes about ten pages for each engine turn, and as many to the journal; its messages to a family of five
 * fit into one turn. The reserve lasts for about twenty turns, and for all messages of several dangers.
 */
class ReservedSpace(private val file: File, private val freeBytes: () -> Long = { file.parentFile?.usableSpace ?: 0 }) {
    /** True if the space is reserved. If it is not, the phone is full, or nearly. */
    val isThere: Boolean get() = file.length() == BYTES

    /** Reserves the space if it is not there and the phone has plenty. A needless call costs next to nothing. */
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

    /** Frees the space. Returns whether it was there. */
    fun free(): Boolean = file.delete()

    companion object {
        const val BYTES = 2L * 1024 * 1024

        /** Below this, Android reports that the phone is nearly full, and reserving more would make it so. */
        const val PLENTY = 64L * 1024 * 1024
        private const val PIECE = 64 * 1024
    }
}
