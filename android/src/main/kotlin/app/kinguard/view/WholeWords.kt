package app.kinguard.view

import android.graphics.Rect
import android.text.method.TransformationMethod
import android.view.View
import android.widget.TextView
import app.kinguard.text.withUnbreakableWords

/** Keeps Chinese words on one line each. The text of the view stays as it is, for screen readers and for tests. */
fun TextView.keepWordsWhole() {
    transformationMethod = WholeWords
}

private object WholeWords : TransformationMethod {
    override fun getTransformation(source: CharSequence?, view: View?): CharSequence =
        source?.let { withUnbreakableWords(it.toString()) }.orEmpty()

    override fun onFocusChanged(
        view: View?,
        source: CharSequence?,
        focused: Boolean,
        direction: Int,
        previous: Rect?,
    ) = Unit
}
