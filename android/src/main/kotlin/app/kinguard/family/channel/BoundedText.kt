package app.kinguard.family.channel

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream

/** Reads at most [most] bytes, for at most [timeMs]: a server may send forever, or byte by byte. */
internal class BoundedText(private val most: Int, timeMs: Long) {
    private val until = System.nanoTime() + timeMs * NANOS

    /** Returns what arrived until the end, the limit or a broken connection. */
    fun read(stream: InputStream): String {
        val bytes = ByteArrayOutputStream()
        val buffer = ByteArray(BUFFER)
        try {
            while (bytes.size() < most && System.nanoTime() - until < 0) {
                val count = stream.read(buffer, 0, minOf(BUFFER, most - bytes.size()))
                if (count < 0) break
                bytes.write(buffer, 0, count)
            }
        } catch (_: IOException) {
            // What arrived before remains valid.
        }
        return bytes.toString("UTF-8")
    }

    private companion object {
        const val BUFFER = 4096
        const val NANOS = 1_000_000L
    }
}
