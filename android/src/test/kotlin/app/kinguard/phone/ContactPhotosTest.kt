package app.kinguard.phone

import android.Manifest
import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.database.MatrixCursor
import android.graphics.Bitmap
import android.net.Uri
import android.provider.ContactsContract
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream

@RunWith(AndroidRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ContactPhotosTest {
    private val app = RuntimeEnvironment.getApplication()
    private val photos = ContactPhotos(app)
    private val phonebook = Robolectric.setupContentProvider(Phonebook::class.java, ContactsContract.AUTHORITY)

    @Before
    fun begin() {
        shadowOf(app).grantPermissions(Manifest.permission.READ_CONTACTS)
    }

    @Test
    fun `the contact's photo is found by the number, and read once`() {
        stored(MARY, 300, 200)
        val photo = checkNotNull(photos.of("+8613900000001"))
        assertEquals(300 to 200, photo.width to photo.height)
        assertSame(photo, photos.of("+8613900000001"))
        assertEquals(2, phonebook.asked.size)
        assertEquals("+8613900000001", phonebook.asked.first().lastPathSegment)
    }

    @Test
    fun `a new photo takes the place of the old one, and none leaves nothing`() {
        stored(MARY, 300, 200)
        photos.of("+8613900000001")
        stored("$MARY/2", 100, 100)
        assertEquals(100, photos.of("+8613900000001")?.width)
        phonebook.photo = null
        assertNull(photos.of("+8613900000001"))
    }

    @Test
    fun `a huge photo is made small while it is read`() {
        stored(MARY, 4_000, 3_000)
        val photo = checkNotNull(photos.of("+8613900000001"))
        assertTrue("${photo.width} x ${photo.height}", photo.height in 256..511)
    }

    @Test
    fun `what is no portrait, no picture or nothing that contacts hold is not read`() {
        stored(MARY, 4_000, 10)
        assertNull(photos.of("+8613900000001"))
        phonebook.photo = "$MARY/text"
        shadowOf(app.contentResolver).registerInputStream(Uri.parse("$MARY/text"), ByteArrayInputStream(byteArrayOf(1)))
        assertNull(photos.of("+8613900000001"))
        phonebook.photo = "file:///data/data/app.kinguard/databases/kinguard"
        assertNull(photos.of("+8613900000001"))
    }

    @Test
    fun `without the permission nothing is asked`() {
        stored(MARY, 300, 200)
        shadowOf(app).denyPermissions(Manifest.permission.READ_CONTACTS)
        assertNull(photos.of("+8613900000001"))
        assertEquals(emptyList<Uri>(), phonebook.asked)
    }

    private fun stored(uri: String, width: Int, height: Int) {
        val bytes = ByteArrayOutputStream()
        Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).compress(Bitmap.CompressFormat.PNG, 100, bytes)
        phonebook.photo = uri
        shadowOf(app.contentResolver).registerInputStreamSupplier(Uri.parse(uri)) {
            ByteArrayInputStream(bytes.toByteArray())
        }
    }

    /** The phone's contacts: one with a photo, or without. */
    class Phonebook : ContentProvider() {
        var photo: String? = null
        val asked = mutableListOf<Uri>()

        override fun onCreate() = true

        override fun query(
            uri: Uri,
            projection: Array<String>?,
            selection: String?,
            selectionArgs: Array<String>?,
            sortOrder: String?,
        ): Cursor = MatrixCursor(projection).apply {
            asked += uri
            addRow(arrayOf(photo))
        }

        override fun getType(uri: Uri): String? = null

        override fun insert(uri: Uri, values: ContentValues?): Uri? = null

        override fun delete(uri: Uri, selection: String?, selectionArgs: Array<String>?) = 0

        override fun update(uri: Uri, values: ContentValues?, selection: String?, selectionArgs: Array<String>?) = 0
    }

    private companion object {
        const val MARY = "content://com.android.contacts/display_photo/1"
    }
}
