package app.kinguard.lock

import android.widget.TextView
import app.kinguard.R
import app.kinguard.page.DigitPad
import app.kinguard.page.Page

/** A pad for digits, and above it what went wrong, in red, or what goes on. */
internal class PinPad(private val said: TextView, private val left: TextView, val digits: DigitPad) {
    /**
     * Shows what goes on, or else the [error]. While there is a [wait], it is shown below the error and nothing can be
     * typed. It changes every second, so no screen reader announces it.
     */
    fun tell(busy: String?, error: String?, wait: String? = null) {
        val color = if (busy == null) R.color.page_fault else R.color.page_ink
        said.setTextColor(said.context.getColor(color))
        Page.tell(said, busy ?: error)
        Page.tell(left, wait)
        digits.enable(busy == null && wait == null)
    }
}
