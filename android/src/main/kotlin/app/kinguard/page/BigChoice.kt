package app.kinguard.page

import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import app.kinguard.R

/** Adds one of very few choices: a drawing, a few words, and a smaller line, read out as one. */
internal fun Page.bigChoice(drawing: Int, words: String, more: String, act: () -> Unit): View =
    add<ViewGroup>(R.layout.page_big_choice).also { choice ->
        choice.requireViewById<ImageView>(R.id.page_big_choice_drawing).setImageResource(drawing)
        fill(choice.requireViewById(R.id.page_big_choice_words), words)
        fill(choice.requireViewById(R.id.page_big_choice_more), more)
        choice.setOnClickListener { touched(act) }
    }
