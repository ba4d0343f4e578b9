package app.kinguard.setup

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Help
import app.kinguard.family.FamilySettings
import app.kinguard.page.Page

/** The ways in which the parent lets the family help from afar, each with its own switch. */
internal class HelpAgreements(private val allowed: Set<Help>) {
    /** Adds the switches to [page]. [allow] stores a change. */
    fun lay(page: Page, resources: Resources, allow: (Help, Boolean) -> Unit) {
        page.heading(resources.getString(R.string.setup_help))
        page.text(resources.getString(R.string.setup_help_what))
        Help.entries.forEach { help ->
            page.switch(resources.getString(name(help)), help in allowed) { allow(help, it) }
        }
    }

    private fun name(help: Help): Int = when (help) {
        Help.END_CALL -> R.string.setup_help_end_call
        Help.SAY -> R.string.setup_help_say
        Help.RING_NEXT -> R.string.setup_help_ring_next
    }

    companion object {
        fun of(settings: FamilySettings) = HelpAgreements(Help.entries.filter(settings::allows).toSet())
    }
}
