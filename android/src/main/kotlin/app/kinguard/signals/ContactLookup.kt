package app.kinguard.signals

import android.Manifest
import android.content.Context
import android.net.Uri
import android.provider.BaseColumns
import android.provider.ContactsContract.Contacts
import android.provider.ContactsContract.PhoneLookup
import app.kinguard.phone.holds

/** Whether a number is somebody whom the person knows. */
fun interface ContactLookup {
    /** Null: not known. */
    fun holds(number: String?): Boolean?

    /** Whether it is one of the family's, who are told of a danger. */
    fun isFamily(number: String?): Boolean = false
}

/** The phone's own contacts. */
class PhoneContacts(private val context: Context) : ContactLookup {
    override fun holds(number: String?): Boolean? = when {
        // Nobody is known by a number that is withheld.
        number.isNullOrEmpty() -> false

        !isGranted() -> null

        else -> orNull { found(number) }
    }

    /** Whether anybody is in the book; null: it may not be read, or does not answer. */
    fun hasAnybody(): Boolean? = if (isGranted()) orNull { holdsAny(Contacts.CONTENT_URI) } else null

    private fun isGranted() = context.holds(Manifest.permission.READ_CONTACTS)

    /** Some makers' phones say that it is granted and show a book without a page: that tells of nobody. */
    private fun found(number: String): Boolean? {
        val known = holdsAny(Uri.withAppendedPath(PhoneLookup.CONTENT_FILTER_URI, Uri.encode(number)))
        return known?.takeIf { it || hasAnybody() == true }
    }

    private fun holdsAny(uri: Uri): Boolean? = context.contentResolver
        .query(uri, arrayOf(BaseColumns._ID), null, null, null)
        ?.use { it.count > 0 }
}
