package app.kinguard.page

import android.graphics.Rect
import android.graphics.Typeface
import android.text.method.TransformationMethod
import android.view.View
import android.widget.TextView

/** Adds characters that somebody types on another device: each as wide as the next, and groups kept on one line. */
internal fun Page.monospaced(words: String): TextView = text(words).apply {
    typeface = Typeface.MONOSPACE
    transformationMethod = WholeGroups
}

/** Lets a line end after each hyphen, and nowhere else. The text of the view stays as it is. */
private object WholeGroups : TransformationMethod {
    private const val ZERO_WIDTH_SPACE = '\u200B'

    override fun getTransformation(source: CharSequence?, view: View?): CharSequence =
        source?.toString()?.replace("-", "-$ZERO_WIDTH_SPACE").orEmpty()

    override fun onFocusChanged(
        view: View?,
        source: CharSequence?,
        focused: Boolean,
        direction: Int,
        previous: Rect?,
    ) = Unit
}
