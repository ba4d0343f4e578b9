package app.kinguard.page

import android.content.res.Resources
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import app.kinguard.R

/**
 * A pad of ten digits and a delete key that replaces the keyboard: a keyboard learns what is typed, and may come from
 * anybody.
 */
class DigitPad internal constructor(
    private val root: ViewGroup,
    private val count: Int,
    already: String,
    private val touched: (() -> Unit) -> Unit,
    private val changed: (String) -> Unit,
    private val done: (String) -> Unit,
) {
    private val resources: Resources = root.resources
    private val shown = root.requireViewById<TextView>(R.id.page_pad_shown)
    private val keys = DIGITS.mapIndexed { digit, id ->
        root.requireViewById<Button>(id).also { on(it) { add(digit) } }
    }
    private val back = root.requireViewById<View>(R.id.page_pad_back).also { on(it, ::takeBack) }
    private var typed = already.take(count)

    init {
        tell()
    }

    /** Sets whether digits can be typed. */
    fun enable(on: Boolean) = (keys + back).forEach { key ->
        key.isEnabled = on
        key.alpha = if (on) 1f else FAINT
    }

    /** Deletes all digits. */
    fun empty() {
        typed = ""
        tell()
        changed(typed)
    }

    /** Returns the texts on the pad, whose size must be fitted. */
    internal fun texts(): List<TextView> = keys + shown

    private fun add(digit: Int) {
        if (typed.length >= count) return
        typed += digit
        tell()
        changed(typed)
        if (typed.length == count) done(typed)
    }

    private fun takeBack() {
        typed = typed.dropLast(1)
        tell()
        changed(typed)
    }

    private fun on(key: View, act: () -> Unit) = key.setOnClickListener { touched(act) }

    /** Announces how many digits were typed, never which. */
    private fun tell() {
        shown.text = "●".repeat(typed.length) + "○".repeat(count - typed.length)
        shown.contentDescription = resources.getString(R.string.page_pad_typed, typed.length, count)
    }

    private companion object {
        const val FAINT = 0.4f
        val DIGITS =
            listOf(
                R.id.page_pad_0,
                R.id.page_pad_1,
                R.id.page_pad_2,
                R.id.page_pad_3,
                R.id.page_pad_4,
                R.id.page_pad_5,
                R.id.page_pad_6,
                R.id.page_pad_7,
                R.id.page_pad_8,
                R.id.page_pad_9,
            )
    }
}
