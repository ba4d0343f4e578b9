package app.kinguard.family.screen

import android.text.InputType
import app.kinguard.R
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.page.Condition
import app.kinguard.page.Page

/** A page for the settings that apply to the whole family. */
class FamilySettingsActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }

    /** As shown on the page. */
    private var shown: Kept? = null

    /** The stored settings. */
    private data class Kept(
        val parent: String,
        val minutes: Int,
        val lifeline: Boolean,
        val silentHours: Int,
        val weekly: Boolean,
        /** The address of the page for contacts without the app. */
        val page: String,
        val lifelines: List<Lifeline.HeldFor>,
    )

    override fun show(): Unit = read(::kept, ::lay)

    private fun kept() = screens.settings.let { settings ->
        val lifelines = screens.lifelines()
        Kept(
            settings.parent,
            screens.patience.minutes,
            settings.lifeline ?: lifelines.isNotEmpty(),
            settings.silentHours,
            settings.weekly,
            settings.page,
            lifelines,
        )
    }

    /** Shows changed states, because servers answer at any time. */
    override fun refresh() {
        val before = shown?.lifelines.orEmpty()
        if (before.isNotEmpty()) read(::kept) { if (it.lifelines != before) lay(it) }
    }

    private fun lay(kept: Kept): Unit = page.show {
        shown = kept
        val settings = screens.settings
        headline(words.text(R.string.family_screen_settings))
        field(words.text(R.string.family_screen_parent), kept.parent, NAME) {
            shown = shown?.copy(parent = it)
            keep { settings.parent = it.trim() }
        }
        text(words.text(R.string.family_screen_parent_why))
        chips(words.text(R.string.family_screen_patience), minutes(kept.minutes), kept.minutes) {
            // The guard stores it a moment later.
            settle({ screens.patience.minutes = it }) { shown?.copy(minutes = it)?.let(::lay) }
        }
        heading(words.text(R.string.family_screen_signs))
        switch(words.text(R.string.family_screen_lifeline), kept.lifeline) { moveAfter { settings.lifeline = it } }
        text(words.text(R.string.family_screen_lifeline_why))
        kept.lifelines.forEach { fact(it.name, words.lifeline(it.state, it.trouble), it.state.condition) }
        if (kept.lifeline && kept.lifelines.isEmpty()) wrong(words.text(R.string.family_screen_lifeline_nobody))
        if (kept.lifeline) {
            chips(words.text(R.string.family_screen_silent), hours(kept.silentHours), kept.silentHours) {
                moveAfter { settings.silentHours = it }
            }
        }
        switch(words.text(R.string.family_screen_weekly), kept.weekly) { settle({ settings.weekly = it }) }
        text(words.text(R.string.family_screen_weekly_why))
        weeklySample(kept.parent.ifEmpty { words.text(R.string.family_parent) })
        pageAddress(kept)
        main(words.text(R.string.family_screen_done)) { finish() }
    }

    /** What is not an address is kept from being used, and said so. */
    private fun Page.pageAddress(kept: Kept) {
        heading(words.text(R.string.family_settings_page))
        text(words.text(R.string.family_settings_page_why))
        val field = field(words.text(R.string.family_screen_field_address), kept.page, ADDRESS, fault(kept.page)) {
            shown = shown?.copy(page = it)
            val address = it.trim()
            if (isPage(address)) keep { screens.settings.page = address }
        }
        field.whenLeft { it.say(fault(shown?.page.orEmpty())) }
    }

    private fun fault(page: String) = if (isPage(page.trim())) null else words.text(R.string.family_settings_page_wrong)

    private fun isPage(address: String) = address.isEmpty() || PAGE.matches(address)

    /** Shows what the weekly message says. */
    private fun Page.weeklySample(parent: String) = fact(
        words.text(R.string.family_title_still_guarding, parent),
        words.text(R.string.family_still_guarding, parent),
    )

    /** Returns the choices, with the time that is [set] if an earlier version offered it. */
    private fun minutes(set: Int) = (EscalationDelay.CHOICES + set).distinct().sorted().map {
        it to resources.getQuantityString(R.plurals.family_screen_minutes, it, it)
    }

    private fun hours(set: Int) = (HOURS + set).distinct().sorted().map { it to words.hours(it) }

    /** Stores a setting. A switch that was tapped shows it already. */
    private fun settle(what: () -> Unit, then: () -> Unit = {}) = write(what) { then() }

    /** Stores a setting, asks the servers at once and shows their states. */
    private fun moveAfter(what: () -> Unit): Unit = write({
        what()
        screens.moveLifelines()
    }) { show() }

    private val Lifeline.State.condition
        get() = when (this) {
            Lifeline.State.HELD -> Condition.DONE
            Lifeline.State.LOST_ONCE, Lifeline.State.UNKNOWN -> Condition.OPEN
            else -> Condition.FAULT
        }

    private companion object {
        val HOURS = listOf(36, 48)
        const val ADDRESS = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_URI

        /** An address to which a fragment can be added. */
        val PAGE = Regex("""https://[\w.:\[\]-]+(/[^\s#?]*)?""")
        const val NAME = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PERSON_NAME
    }
}
