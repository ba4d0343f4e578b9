package app.kinguard.setup

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.family.MessageKind
import app.kinguard.page.Page

/** The consent on one page: who is told, what they are told, what stays on this phone, and what is never done. */
internal class ConsentWords(private val resources: Resources, private val family: List<Contact>) {
    fun lay(page: Page) = page.run {
        val names = family.joinToString(text(R.string.family_screen_and)) { it.name }
        heading(text(R.string.setup_consent_who))
        text(names.ifEmpty { text(R.string.setup_consent_nobody) })
        heading(text(R.string.setup_consent_what))
        val words = MessageWords(resources)
        // To the parent, all changes by the family to its own list and settings are one thing.
        val kinds = MessageKind.entries.filterNot { it.isChange }.map(words::of) + text(R.string.setup_kind_changes)
        text(kinds.joinToString("\n") { text(R.string.setup_consent_item, it) })
        text(text(R.string.setup_consent_facts))
        heading(text(R.string.setup_consent_stays))
        text(text(R.string.setup_consent_stays_what))
        heading(text(R.string.setup_consent_never))
        text(text(R.string.setup_consent_never_what))
        text(text(R.string.setup_consent_any_time))
    }

    private fun text(id: Int, vararg arguments: Any): String = resources.getString(id, *arguments)
}
