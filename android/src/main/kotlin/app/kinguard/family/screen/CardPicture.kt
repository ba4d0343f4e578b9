package app.kinguard.family.screen

import android.content.Context
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.ContextThemeWrapper
import android.view.LayoutInflater
import android.view.View
import android.view.View.MeasureSpec
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import app.kinguard.R
import app.kinguard.text.withUnbreakableWords
import java.util.Locale

/**
 * A picture to send or to print. It looks the same whatever the phone's own language, type size and theme.
 */
internal class CardPicture(context: Context, locale: Locale) {
    private val context = ContextThemeWrapper(context.createConfigurationContext(look(context, locale)), R.style.Page)

    /** What belongs together, on a plate. */
    data class Row(val icon: Int, val name: String, val words: String, val plate: Int = R.drawable.page_plate)

    /** Draws [rows], and below them [kinds] of messages if there are any. */
    fun draw(title: String, about: String, rows: List<Row>, kinds: List<Row> = emptyList()): Bitmap {
        val card = LayoutInflater.from(context).inflate(R.layout.family_card, null) as LinearLayout
        say(card, R.id.family_card_title, title)
        say(card, R.id.family_card_about, about)
        card.requireViewById<LinearLayout>(R.id.family_card_rows).add(rows)
        card.requireViewById<LinearLayout>(R.id.family_card_kinds).add(kinds)
        val isAboutMessages = if (kinds.isEmpty()) View.GONE else View.VISIBLE
        card.requireViewById<View>(R.id.family_card_messages).visibility = isAboutMessages
        card.measure(MeasureSpec.makeMeasureSpec(WIDTH, MeasureSpec.EXACTLY), MeasureSpec.UNSPECIFIED)
        card.layout(0, 0, WIDTH, card.measuredHeight)
        return Bitmap.createBitmap(WIDTH, card.height, Bitmap.Config.ARGB_8888).also { card.draw(Canvas(it)) }
    }

    fun words(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)

    private fun LinearLayout.add(rows: List<Row>) = rows.forEach { row ->
        val view = LayoutInflater.from(context).inflate(R.layout.family_card_row, this, false)
        view.setBackgroundResource(row.plate)
        view.requireViewById<ImageView>(R.id.family_card_icon).setImageResource(row.icon)
        say(view as ViewGroup, R.id.family_card_name, row.name)
        say(view, R.id.family_card_words, row.words)
        addView(view)
    }

    private fun say(card: ViewGroup, id: Int, words: String) {
        card.requireViewById<TextView>(id).text = withUnbreakableWords(words)
    }

    private companion object {
        /** In pixels, as wide as most phones. */
        const val WIDTH = 1080
        const val DENSITY = 440

        fun look(context: Context, locale: Locale) = Configuration(context.resources.configuration).apply {
            setLocale(locale)
            fontScale = 1f
            densityDpi = DENSITY
            uiMode = uiMode and Configuration.UI_MODE_NIGHT_MASK.inv() or Configuration.UI_MODE_NIGHT_NO
        }
    }
}
