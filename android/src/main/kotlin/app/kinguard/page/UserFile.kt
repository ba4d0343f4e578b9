package app.kinguard.page

import android.content.ContentResolver
import android.net.Uri
import android.util.Log

/** Writes a file where the person chose to keep it, and reads it back: a full card or a cloud may only seem to take it. */
internal class UserFile(private val resolver: ContentResolver, private val at: Uri) {
    /** Whether it lies there now as it should. It waits. */
    fun write(text: String): Boolean {
        // Whoever offers a place for files could name one of this app's own by a path, and it would be written over.
        if (at.scheme != ContentResolver.SCHEME_CONTENT) return false
        val bytes = text.toByteArray()
        return try {
            resolver.openOutputStream(at, "wt")?.use { it.write(bytes) }
            resolver.openInputStream(at)?.use { it.readBytes() }.contentEquals(bytes)
        } catch (refused: Exception) {
            // Whatever another app's place for files throws.
            Log.w("page", "not kept: ${refused.javaClass.simpleName}")
            false
        }
    }
}
