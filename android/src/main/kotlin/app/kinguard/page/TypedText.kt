package app.kinguard.page

import android.content.Context
import android.util.AttributeSet
import android.widget.EditText

/** A text field that allows pasting but not copying, because every app may read the clipboard. */
class TypedText(context: Context, attributes: AttributeSet) : EditText(context, attributes) {
    override fun onTextContextMenuItem(id: Int): Boolean = id !in LEAKS && super.onTextContextMenuItem(id)

    private companion object {
        val LEAKS = setOf(android.R.id.copy, android.R.id.cut, android.R.id.shareText)
    }
}
