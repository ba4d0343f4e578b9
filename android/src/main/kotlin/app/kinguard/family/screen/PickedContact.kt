package app.kinguard.family.screen

import android.content.ContentResolver
import android.content.Intent
import android.database.Cursor
import android.net.Uri
import android.provider.ContactsContract.CommonDataKinds.Phone
import app.kinguard.failure.unlessRefused
import app.kinguard.text.label

/** An entry picked in the phone's contacts app, which lets this app read that one entry without a permission. */
internal data class PickedContact(val name: String, val number: String) {
    companion object {
        fun question(): Intent = Intent(Intent.ACTION_PICK, Phone.CONTENT_URI)

        private fun read(row: Cursor) = PickedContact(
            row.getString(0)?.let(::label).orEmpty(),
            row.getString(1)?.let(::label).orEmpty(),
        )

        /** Returns null if the entry cannot be read. */
        fun read(resolver: ContentResolver, uri: Uri): PickedContact? = unlessRefused {
            resolver.query(uri, arrayOf(Phone.DISPLAY_NAME, Phone.NUMBER), null, null, null)?.use { row ->
                if (row.moveToFirst()) read(row) else null
            }
        }
    }
}
