package app.kinguard.page

import android.view.ViewGroup
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import app.kinguard.R
import app.kinguard.view.fit
import app.kinguard.view.keepWordsWhole

/** A drawing and a few words below it. */
internal class Scene(val drawing: Int, val words: String)

/** Adds [scenes] that follow each other: all in one row, or two in a row where the type is large. */
internal fun Page.scenes(scenes: List<Scene>) {
    val inRow = if (roomDp / fontScale >= LEAST_DP) scenes.size else 2
    scenes.chunked(inRow).forEach { some ->
        val row = add<ViewGroup>(R.layout.page_scenes)
        some.forEachIndexed { at, scene ->
            if (at > 0) row.addView(inflate(R.layout.page_scene_next, row))
            val view = inflate<LinearLayout>(R.layout.page_scene, row)
            view.requireViewById<ImageView>(R.id.page_scene_drawing).setImageResource(scene.drawing)
            val words = view.requireViewById<TextView>(R.id.page_scene_words)
            words.text = scene.words
            words.keepWordsWhole()
            words.fit(roomDp.toFloat() / inRow, SIGNS)
            row.addView(view)
        }
    }
}

/** The width of a page that holds four scenes with words of the usual size. */
private const val LEAST_DP = 270

/** The least number of signs in a line below a drawing. */
private const val SIGNS = 4
