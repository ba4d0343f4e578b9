package app.kinguard.page

import android.view.View
import android.view.ViewGroup
import app.kinguard.R

/** Adds the most important button of a page whose main button does something else, with a smaller line below it. */
internal fun Page.strong(words: String, more: String, act: () -> Unit): View =
    add<ViewGroup>(R.layout.page_two_lines).also { button ->
        fill(button.requireViewById(R.id.page_two_lines_words), words)
        fill(button.requireViewById(R.id.page_two_lines_more), more)
        button.setOnClickListener { touched(act) }
    }
