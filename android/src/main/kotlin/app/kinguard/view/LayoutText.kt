package app.kinguard.view

import android.graphics.Rect
import android.text.method.TransformationMethod
import android.view.View

/** Lays a text out as [change] makes it. The text of the view stays as it is, for screen readers and for tests. */
class LayoutText(private val change: (String) -> String) : TransformationMethod {
    override fun getTransformation(source: CharSequence?, view: View?): CharSequence =
        source?.let { change(it.toString()) }.orEmpty()

    override fun onFocusChanged(
        view: View?,
        source: CharSequence?,
        focused: Boolean,
        direction: Int,
        previous: Rect?,
    ) = Unit
}
