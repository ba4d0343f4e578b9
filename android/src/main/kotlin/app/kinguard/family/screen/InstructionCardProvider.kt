package app.kinguard.family.screen

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.FileNotFoundException

/**
 * Lets the app that the user chose read the card with instructions. Whatever is asked for, there is only that one file,
 * and Android lets nobody ask who was not chosen.
 */
class InstructionCardProvider : ContentProvider() {
    private val shared get() = InstructionCardFile(context as Context)

    override fun onCreate() = true

    override fun getType(uri: Uri): String = InstructionCardFile.TYPE

    @Throws(FileNotFoundException::class)
    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor =
        ParcelFileDescriptor.open(shared.file, ParcelFileDescriptor.MODE_READ_ONLY)

    override fun query(
        uri: Uri,
        columns: Array<out String>?,
        selection: String?,
        arguments: Array<out String>?,
        order: String?,
    ): Cursor {
        val file = shared.file
        val known = mapOf(OpenableColumns.DISPLAY_NAME to file.name, OpenableColumns.SIZE to file.length())
        val asked = columns?.filter { it in known } ?: known.keys
        return MatrixCursor(asked.toTypedArray()).apply { addRow(asked.map(known::get)) }
    }

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, arguments: Array<out String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, arguments: Array<out String>?) = 0
}
