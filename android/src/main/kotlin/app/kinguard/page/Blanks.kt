package app.kinguard.page

import android.view.ViewGroup
import android.widget.LinearLayout
import android.widget.TextView
import app.kinguard.R

/** Adds what is still to be written down by hand: a line for each of [names]. Read out as one. */
internal fun Page.blanks(title: String, names: List<String>): LinearLayout {
    heading(title)
    return add<LinearLayout>(R.layout.page_blanks).also { blanks ->
        blanks.contentDescription = names.joinToString("\n")
        names.forEach { name ->
            val blank = inflate<ViewGroup>(R.layout.page_blank, blanks)
            fill(blank.requireViewById<TextView>(R.id.page_blank_name), name)
            blanks.addView(blank)
        }
    }
}
