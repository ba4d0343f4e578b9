package app.kinguard.store

import java.io.File
import java.io.IOException

/**
 * Replaces what this file holds by [text], on the disk when this returns. Whoever reads it, also after a crash, finds
 * either the old text or the new one.
 *
 * @throws IOException if it could not be written; the old text stays.
 */
@Throws(IOException::class)
internal fun File.replaceText(text: String) {
    val next = resolveSibling("$name.new")
    try {
        next.outputStream().use { out ->
            out.write(text.toByteArray())
            out.fd.sync()
        }
        if (!next.renameTo(this)) throw IOException("not renamed")
    } catch (refused: IOException) {
        next.delete() // on a full disk, half a file takes room that others need
        throw refused
    }
}
