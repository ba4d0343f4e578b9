package app.kinguard.view

import android.util.TypedValue
import android.widget.TextView

/**
 * Lets letters grow with the user's setting until a line of [widthDp] holds no fewer than [signs]: at the largest type one
 * would hold four, and a sentence fill the screen. Newer releases of Android bend the curve likewise.
 */
fun TextView.fit(widthDp: Float, signs: Int) {
    val most = widthDp * resources.displayMetrics.density / signs
    if (textSize > most) setTextSize(TypedValue.COMPLEX_UNIT_PX, most)
}
