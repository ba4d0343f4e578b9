package app.kinguard.family.screen

import android.text.InputType
import app.kinguard.R

/** What holds for all of the family. */
class FamilySettingsActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }

    /** As they are stored. */
    private class Kept(
        val parent: String,
        val minutes: Int,
        val lifeline: Boolean,
        val silentHours: Int,
        val weekly: Boolean,
    )

    override fun show() = read(::kept, ::lay)

    private fun kept() = screens.settings.let { settings ->
        Kept(settings.parent, screens.patience.minutes, settings.lifeline, settings.silentHours, settings.weekly)
    }

    private fun lay(kept: Kept) = page.show {
        val settings = screens.settings
        headline(words.text(R.string.family_screen_settings))
        field(words.text(R.string.family_screen_parent), kept.parent, NAME) { keep { settings.parent = it.trim() } }
        text(words.text(R.string.family_screen_parent_why))
        val minutes = Patience.CHOICES.map {
            it to resources.getQuantityString(R.plurals.family_screen_minutes, it, it)
        }
        choices(words.text(R.string.family_screen_patience), minutes, kept.minutes) {
            settle { screens.patience.minutes = it }
        }
        heading(words.text(R.string.family_screen_signs))
        switch(words.text(R.string.family_screen_lifeline), kept.lifeline) { settle { settings.lifeline = it } }
        text(words.text(R.string.family_screen_lifeline_why))
        val hours = HOURS.map { it to resources.getQuantityString(R.plurals.family_screen_hours, it, it) }
        choices(words.text(R.string.family_screen_silent), hours, kept.silentHours) {
            settle { settings.silentHours = it }
        }
        switch(words.text(R.string.family_screen_weekly), kept.weekly) { settle { settings.weekly = it } }
        text(words.text(R.string.family_screen_weekly_why))
        main(words.text(R.string.family_screen_done)) { finish() }
    }

    /** What was touched shows it already. */
    private fun settle(what: () -> Unit) = write(what) {}

    private companion object {
        val HOURS = listOf(36, 40, 44, 48)
        const val NAME = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME
    }
}
