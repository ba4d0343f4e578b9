package app.kinguard.page

import android.graphics.Typeface
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import app.kinguard.R

/**
 * Adds a strip of [names], of which the one at [now] is under way. It is read out as [description]. Where not all names
 * have room, only that one is written.
 */
internal fun Page.phases(names: List<String>, now: Int, description: String): View =
    add<ViewGroup>(R.layout.page_phases).also { strip ->
        strip.contentDescription = description
        val phases = names.map { name ->
            inflate<ViewGroup>(R.layout.page_phase, strip).also { phase ->
                strip.addView(phase)
                phase.requireViewById<TextView>(R.id.page_phase_name).text = name
            }
        }
        val written = phases.map { it.requireViewById<TextView>(R.id.page_phase_name) }
        written[now].setTypeface(null, Typeface.BOLD)
        val gaps = phases.size * strip.resources.getDimension(R.dimen.space_small)
        val haveRoom =
            written.sumOf { it.paint.measureText("${it.text}").toDouble() } + gaps <=
                roomDp * strip.resources.displayMetrics.density
        phases.forEachIndexed { at, phase -> phase.requireViewById<View>(R.id.page_phase_bar).isActivated = at <= now }
        written.forEachIndexed { at, name ->
            if (at > now) name.setTextColor(name.context.getColor(R.color.page_edge))
            if (!haveRoom && at != now) {
                name.visibility = View.GONE
                phases[at].layoutParams.width = 0
            }
        }
    }
