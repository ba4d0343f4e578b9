package app.kinguard.page

import android.graphics.Typeface
import android.widget.TextView

/** Adds characters that somebody types on another device, in a typeface in which they cannot be confused. */
internal fun Page.monospaced(words: String): TextView = text(words).apply { typeface = Typeface.MONOSPACE }
