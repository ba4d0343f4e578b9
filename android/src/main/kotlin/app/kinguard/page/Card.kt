package app.kinguard.page

import android.content.res.ColorStateList
import android.graphics.drawable.Drawable
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import app.kinguard.R

/** The condition of what a card is about. The icons differ in shape as well as in colour. */
enum class Condition(val plate: Int, val icon: Int?) {
    PLAIN(R.drawable.page_plate, null),
    DONE(R.drawable.page_plate, R.drawable.icon_done),

    /** To be done, or not known yet. */
    OPEN(R.drawable.page_plate_open, R.drawable.icon_open),
    FAULT(R.drawable.page_plate_fault, R.drawable.icon_fault),
}

/** A plate with a name, more lines below it and an icon before it, read out as one. */
internal class Card(val view: ViewGroup, private val fill: (TextView, String) -> Unit) {
    private val icon = view.requireViewById<ImageView>(R.id.page_card_icon)

    fun name(words: String) = fill(view.requireViewById(R.id.page_card_name), words)

    fun lines(words: String) = fill(view.requireViewById(R.id.page_card_lines), words)

    fun condition(condition: Condition) {
        view.setBackgroundResource(condition.plate)
        condition.icon?.let(::icon)
    }

    fun icon(drawing: Int) = icon(view.context.getDrawable(drawing))

    fun icon(drawing: Drawable?) {
        icon.setImageDrawable(drawing)
        icon.visibility = if (drawing == null) View.GONE else View.VISIBLE
    }

    /** Makes the card a button. */
    fun opens(act: () -> Unit) {
        view.requireViewById<View>(R.id.page_card_opens).visibility = View.VISIBLE
        view.foreground = view.context.getDrawable(R.drawable.page_touched)
        view.isFocusable = true
        view.setOnClickListener { act() }
    }
}

/** Keeps the room of the icon on a card that has none, so that its words begin below those of its neighbours. */
internal fun View.keepIconRoom() {
    val icon = requireViewById<View>(R.id.page_card_icon)
    if (icon.visibility == View.GONE) icon.visibility = View.INVISIBLE
}

/** Shows [drawing] before the words of a button, in the colour of the words. */
internal fun TextView.lead(drawing: Drawable?) {
    drawing?.setBounds(0, 0, drawing.intrinsicWidth, drawing.intrinsicHeight)
    setCompoundDrawablesRelative(drawing, null, null, null)
    compoundDrawableTintList = ColorStateList.valueOf(currentTextColor)
}
