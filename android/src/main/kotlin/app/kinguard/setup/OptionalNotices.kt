package app.kinguard.setup

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.FamilySettings
import app.kinguard.family.OptionalNotice
import app.kinguard.page.Page

/** The messages that the parent can turn off, each with its own switch. */
internal class OptionalNotices(private val wanted: Set<OptionalNotice>) {
    /** Adds the switches to [page]. [want] stores a change. */
    fun lay(page: Page, resources: Resources, want: (OptionalNotice, Boolean) -> Unit) {
        page.heading(resources.getString(R.string.setup_optional))
        page.text(resources.getString(R.string.setup_optional_what))
        OptionalNotice.entries.forEach { notice ->
            page.switch(resources.getString(name(notice)), notice in wanted) { want(notice, it) }
        }
    }

    private fun name(notice: OptionalNotice): Int = when (notice) {
        OptionalNotice.EARLY -> R.string.setup_optional_early
        OptionalNotice.LONG_CALL -> R.string.setup_optional_long_call
        OptionalNotice.ENDED -> R.string.setup_kind_ended
        OptionalNotice.RESTORED -> R.string.setup_kind_restored
    }

    companion object {
        fun of(settings: FamilySettings) = OptionalNotices(OptionalNotice.entries.filter(settings::wants).toSet())
    }
}
