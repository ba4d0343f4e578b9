package app.kinguard.health.selftest

import android.Manifest
import android.app.Application
import android.provider.ContactsContract
import app.kinguard.AndroidRunner
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.signals.OneContact
import app.kinguard.signals.PhoneContacts
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class ContactsCheckTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val book = Robolectric.setupContentProvider(OneContact::class.java, ContactsContract.AUTHORITY)
    private val check = ContactsCheck(PhoneContacts(app))

    @Test
    fun `a permission that opens an empty book is a fault`() {
        shadowOf(app).grantPermissions(Manifest.permission.READ_CONTACTS)
        assertEquals(Finding.Fine, check.run())
        book.isEmpty = true
        assertEquals(Finding.Fault(Reason.NO_CONTACTS), check.run())
    }

    @Test
    fun `a book that may not be read, or does not answer, is no fault of its own`() {
        book.isEmpty = true
        assertEquals(Finding.NotApplicable, check.run())
        shadowOf(app).grantPermissions(Manifest.permission.READ_CONTACTS)
        book.isSilent = true
        assertEquals(Finding.NotApplicable, check.run())
    }
}
