package app.kinguard.signals

import android.Manifest
import android.content.Context
import android.net.Uri
import android.provider.BaseColumns
import android.provider.ContactsContract.Contacts
import android.provider.ContactsContract.PhoneLookup
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.holds

/** Tells whether a number belongs to somebody whom the user knows. */
fun interface ContactLookup {
    /** Returns whether the number is known. Null if that cannot be told. */
    fun holds(number: String?): Boolean?

    /** Returns whether the number belongs to a relative who is told of a danger. */
    fun isFamily(number: String?): Boolean = false

    /** Returns whether it is an emergency number, or one of the hotlines that the app lists. */
    fun isHotline(number: String?): Boolean = false
}

/** The phone's own contacts. */
class PhoneContacts(private val context: Context) : ContactLookup {
    override fun holds(number: String?): Boolean? = when {
        // A withheld number identifies nobody.
        number.isNullOrEmpty() -> false

        !isGranted() -> null

        else -> unlessRefused { found(number) }
    }

    /** Returns whether there are any contacts. Null if they may not be read, or do not answer. */
    fun hasAnybody(): Boolean? = if (isGranted()) unlessRefused { holdsAny(Contacts.CONTENT_URI) } else null

    private fun isGranted() = context.holds(Manifest.permission.READ_CONTACTS)

    /**
     * Looks up [number]. Some makers' phones claim the permission is granted and show no contacts at all: that says
     * nothing about anybody.
     */
    private fun found(number: String): Boolean? {
        val known = holdsAny(Uri.withAppendedPath(PhoneLookup.CONTENT_FILTER_URI, Uri.encode(number)))
        return known?.takeIf { it || hasAnybody() == true }
    }

    private fun holdsAny(uri: Uri): Boolean? = context.contentResolver
        .query(uri, arrayOf(BaseColumns._ID), null, null, null)
        ?.use { it.count > 0 }
}
