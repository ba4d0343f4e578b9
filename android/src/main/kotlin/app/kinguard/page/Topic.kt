package app.kinguard.page

import android.view.View

/** Adds what there is to know about one thing, beside its [icon]; read out as one. It cannot be tapped. */
internal fun Page.topic(icon: Int, name: String, lines: String): View =
    card(name, lines, Condition.PLAIN).also { it.icon(icon) }.view
