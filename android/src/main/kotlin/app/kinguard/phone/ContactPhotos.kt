package app.kinguard.phone

import android.Manifest
import android.content.ContentResolver
import android.content.Context
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.net.Uri
import android.provider.ContactsContract.PhoneLookup
import app.kinguard.failure.unlessRefused

/**
 * The photos that this phone's contacts have. The latest is kept in memory, and none anywhere else. It asks the
 * contacts provider, so it is not for the main thread.
 */
class ContactPhotos(private val context: Context) {
    private class Photo(val uri: Uri, val picture: Bitmap?)

    @Volatile
    private var latest: Photo? = null

    /** Returns the photo of the contact with this [number], or null if there is none or contacts may not be read. */
    fun of(number: String): Bitmap? {
        if (!context.holds(Manifest.permission.READ_CONTACTS)) return null
        val uri = unlessRefused { find(number) } ?: return null
        val photo = latest?.takeIf { it.uri == uri } ?: Photo(uri, unlessRefused { read(uri) }).also { latest = it }
        return photo.picture
    }

    /** The provider gives each new photo of a contact another address. */
    private fun find(number: String): Uri? {
        val lookup = Uri.withAppendedPath(PhoneLookup.CONTENT_FILTER_URI, Uri.encode(number))
        return context.contentResolver.query(lookup, arrayOf(PhoneLookup.PHOTO_URI), null, null, null)?.use { rows ->
            generateSequence { rows.takeIf { it.moveToNext() } }.firstNotNullOfOrNull { it.getString(0) }
        }?.let(Uri::parse)?.takeIf { it.scheme == ContentResolver.SCHEME_CONTENT }
    }

    /** Reads the size first: whoever stored the photo decided on it. */
    private fun read(uri: Uri): Bitmap? {
        val bounds = BitmapFactory.Options().apply { inJustDecodeBounds = true }
        decode(uri, bounds)
        val (shorter, longer) = listOf(bounds.outWidth, bounds.outHeight).sorted()
        if (shorter <= 0 || longer / shorter > MOST_LONGER) return null
        return decode(uri, BitmapFactory.Options().apply { inSampleSize = (shorter / EDGE).coerceAtLeast(1) })
    }

    private fun decode(uri: Uri, options: BitmapFactory.Options): Bitmap? =
        context.contentResolver.openInputStream(uri)?.use { BitmapFactory.decodeStream(it, null, options) }

    private companion object {
        /** As many pixels as the circle that shows it has on a sharp screen. */
        const val EDGE = 256

        /** A picture with one side so much longer is no portrait. */
        const val MOST_LONGER = 4
    }
}
