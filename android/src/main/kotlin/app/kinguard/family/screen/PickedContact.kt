package app.kinguard.family.screen

import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.provider.ContactsContract.CommonDataKinds.Phone

/** Somebody chosen in the phone's own book, which lets us see this one entry and asks for no permission. */
internal data class PickedContact(val name: String, val number: String) {
    companion object {
        fun question(): Intent = Intent(Intent.ACTION_PICK, Phone.CONTENT_URI)

        /** Null when the book gave nothing that can be read. */
        fun read(resolver: ContentResolver, uri: Uri): PickedContact? = try {
            resolver.query(uri, arrayOf(Phone.DISPLAY_NAME, Phone.NUMBER), null, null, null)?.use { row ->
                if (row.moveToFirst()) PickedContact(row.getString(0).orEmpty(), row.getString(1).orEmpty()) else null
            }
        } catch (_: SecurityException) {
            null
        } catch (_: IllegalArgumentException) {
            null
        }
    }
}
