package app.kinguard.page

import android.graphics.Typeface
import android.widget.TextView
import app.kinguard.view.LayoutText

/** Adds characters that somebody types on another device: each as wide as the next, and groups kept on one line. */
internal fun Page.monospaced(words: String): TextView = text(words).apply {
    typeface = Typeface.MONOSPACE
    transformationMethod = WHOLE_GROUPS
}

private const val ZERO_WIDTH_SPACE = '\u200B'

/** Lets a line end after each hyphen, and nowhere else. */
private val WHOLE_GROUPS = LayoutText { it.replace("-", "-$ZERO_WIDTH_SPACE") }
