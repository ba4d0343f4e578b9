package app.kinguard.family.screen

import android.content.Context
import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.family.Language
import app.kinguard.family.screen.CardPicture.Row

/**
 * A picture for a relative: what to do when a message of this app arrives. It holds no number but that of the police.
 */
internal class InstructionCard(
    context: Context,
    language: Language,
    parent: String,
    /** The number of the police, if this relative can call it for the parent. */
    private val police: String?,
) {
    private val picture = CardPicture(context, language.locale)
    private val parent = parent.ifEmpty { words(R.string.family_parent) }

    fun draw(): Bitmap = picture.draw(
        words(R.string.family_card_title),
        words(R.string.family_card_about, parent),
        todo(),
        kinds(),
    )

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
        kind(R.drawable.icon_fault, R.string.family_card_danger, R.string.family_card_danger_do)
            .copy(plate = R.drawable.page_plate_fault),
        kind(R.drawable.icon_open, R.string.family_card_early, R.string.family_card_early_do)
            .copy(plate = R.drawable.page_plate_open),
        kind(R.drawable.icon_settings, R.string.family_card_change, R.string.family_card_change_do),
        kind(R.drawable.icon_done, R.string.family_card_fine, R.string.family_card_fine_do),
    )

    private fun kind(icon: Int, name: Int, todo: Int) = Row(icon, words(name), words(todo))

    private fun words(id: Int, vararg arguments: Any): String = picture.words(id, *arguments)
}
