package app.kinguard.page

import android.content.res.ColorStateList
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import app.kinguard.R
import app.kinguard.view.fit

/** Adds what happens, in the colours of the parent's warning, and since when. A screen reader announces it. */
internal fun Page.alarmPlate(isRed: Boolean, title: String, lines: String, moment: String): View =
    add<ViewGroup>(R.layout.page_alarm).also { plate ->
        val ground = if (isRed) R.color.warning_red_ground else R.color.warning_amber_ground
        val ink = plate.context.getColor(if (isRed) R.color.warning_red_text else R.color.warning_amber_text)
        plate.backgroundTintList = ColorStateList.valueOf(plate.context.getColor(ground))
        val texts = mapOf(
            R.id.page_alarm_title to title,
            R.id.page_alarm_lines to lines,
            R.id.page_alarm_moment to moment,
        )
        for ((id, words) in texts) {
            val view = plate.requireViewById<TextView>(id)
            fill(view, words)
            view.setTextColor(ink)
        }
        plate.requireViewById<TextView>(R.id.page_alarm_title).fit(roomDp.toFloat(), TITLE_SIGNS)
    }

/** The least number of signs in a line of the title. */
private const val TITLE_SIGNS = 9
