package app.kinguard.family.screen

import android.content.Context
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.ContextThemeWrapper
import android.view.LayoutInflater
import android.view.View.MeasureSpec
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Language
import app.kinguard.text.withUnbreakableWords

/**
 * A picture for a relative: what to do when a message of this app arrives. It looks the same whatever the phone's own
 * language, type size and theme, and holds no number but that of the police.
 */
internal class InstructionCard(
    context: Context,
    language: Language,
    parent: String,
    /** The number of the police, if this relative can call it for the parent. */
    private val police: String?,
) {
    private val context = ContextThemeWrapper(context.createConfigurationContext(look(context, language)), R.style.Page)
    private val parent = parent.ifEmpty { words(R.string.family_parent) }

    fun draw(): Bitmap {
        val card = LayoutInflater.from(context).inflate(R.layout.family_card, null) as LinearLayout
        say(card, R.id.family_card_title, words(R.string.family_card_title))
        say(card, R.id.family_card_about, words(R.string.family_card_about, parent))
        val rows = card.requireViewById<LinearLayout>(R.id.family_card_rows)
        todo().forEach { rows.add(it, R.drawable.page_plate) }
        val kinds = card.requireViewById<LinearLayout>(R.id.family_card_kinds)
        kinds().forEach { (row, plate) -> kinds.add(row, plate) }
        card.measure(MeasureSpec.makeMeasureSpec(WIDTH, MeasureSpec.EXACTLY), MeasureSpec.UNSPECIFIED)
        card.layout(0, 0, WIDTH, card.measuredHeight)
        return Bitmap.createBitmap(WIDTH, card.height, Bitmap.Config.ARGB_8888).also { card.draw(Canvas(it)) }
    }

    private data class Row(val icon: Int, val name: String, val words: String)

    private fun todo() = listOf(
        Row(R.drawable.icon_call, words(R.string.family_card_call, parent), words(R.string.family_card_say)),
        Row(R.drawable.icon_people, words(R.string.family_card_no_answer), reach()),
        Row(R.drawable.icon_bank, words(R.string.family_card_money), freeze()),
    )

    private fun reach() = words(R.string.family_card_others) +
        (police?.let { words(R.string.family_card_police, it) } ?: words(R.string.family_card_neighbours))

    /** The bank and the police listen only to the parent. */
    private fun freeze() = words(R.string.family_card_freeze, police ?: words(R.string.family_card_police_there))

    private fun kinds() = listOf(
        Row(R.drawable.icon_fault, words(R.string.family_card_danger), words(R.string.family_card_danger_do)) to
            R.drawable.page_plate_fault,
        Row(R.drawable.icon_open, words(R.string.family_card_early), words(R.string.family_card_early_do)) to
            R.drawable.page_plate_open,
        Row(R.drawable.icon_settings, words(R.string.family_card_change), words(R.string.family_card_change_do)) to
            R.drawable.page_plate,
        Row(R.drawable.icon_done, words(R.string.family_card_fine), words(R.string.family_card_fine_do)) to
            R.drawable.page_plate,
    )

    private fun LinearLayout.add(row: Row, plate: Int) {
        val view = LayoutInflater.from(context).inflate(R.layout.family_card_row, this, false)
        view.setBackgroundResource(plate)
        view.requireViewById<ImageView>(R.id.family_card_icon).setImageResource(row.icon)
        say(view as ViewGroup, R.id.family_card_name, row.name)
        say(view, R.id.family_card_words, row.words)
        addView(view)
    }

    private fun say(card: ViewGroup, id: Int, words: String) {
        card.requireViewById<TextView>(id).text = withUnbreakableWords(words)
    }

    private fun words(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)

    private companion object {
        /** In pixels, as wide as most phones. */
        const val WIDTH = 1080
        const val DENSITY = 440

        fun look(context: Context, language: Language) = Configuration(context.resources.configuration).apply {
            setLocale(language.locale)
            fontScale = 1f
            densityDpi = DENSITY
            uiMode = uiMode and Configuration.UI_MODE_NIGHT_MASK.inv() or Configuration.UI_MODE_NIGHT_NO
        }
    }
}
