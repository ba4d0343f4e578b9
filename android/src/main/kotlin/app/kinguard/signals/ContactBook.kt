package app.kinguard.signals

import android.Manifest
import android.content.Context
import android.net.Uri
import android.provider.ContactsContract.PhoneLookup
import app.kinguard.phone.holds

/** Whether a number is somebody whom the person knows. */
fun interface ContactBook {
    /** Null: not known. */
    fun holds(number: String?): Boolean?
}

/** The phone's own contacts. */
class PhoneContacts(private val context: Context) : ContactBook {
    override fun holds(number: String?): Boolean? = when {
        // Nobody is known by a number that is withheld.
        number.isNullOrEmpty() -> false

        !isGranted() -> null

        else -> orNull { found(number) }
    }

    private fun isGranted() = context.holds(Manifest.permission.READ_CONTACTS)

    private fun found(number: String): Boolean? {
        val uri = Uri.withAppendedPath(PhoneLookup.CONTENT_FILTER_URI, Uri.encode(number))
        return context.contentResolver
            .query(uri, arrayOf(PhoneLookup._ID), null, null, null)
            ?.use { it.count > 0 }
    }
}
