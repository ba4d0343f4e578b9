package app.kinguard.view

import android.widget.TextView
import app.kinguard.text.withUnbreakableWords

/** Keeps Chinese words on one line each. */
fun TextView.keepWordsWhole() {
    transformationMethod = WHOLE_WORDS
}

private val WHOLE_WORDS = LayoutText(::withUnbreakableWords)
