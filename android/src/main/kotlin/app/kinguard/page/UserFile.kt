package app.kinguard.page

import android.content.ContentResolver
import android.net.Uri
import app.kinguard.failure.unlessRefused

/**
 * Writes a file where the user chose to keep it, and reads it back: a full card or a cloud may only seem to accept it.
 */
internal class UserFile(private val resolver: ContentResolver, private val at: Uri) {
    /** Returns whether the file now has the right content. Blocks. */
    fun write(text: String): Boolean {
        // A document provider could name one of this app's own files by a path, and it would be overwritten.
        if (at.scheme != ContentResolver.SCHEME_CONTENT) return false
        val bytes = text.toByteArray()
        return unlessRefused {
            resolver.openOutputStream(at, "wt")?.use { it.write(bytes) }
            resolver.openInputStream(at)?.use { it.readBytes() }.contentEquals(bytes)
        } ?: false
    }
}
