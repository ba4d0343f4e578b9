package app.kinguard.home

import app.kinguard.R
import app.kinguard.page.PageActivity

/** The menu for the family: everything they may want to see or change on this phone. */
class FamilyMenuActivity : PageActivity() {
    private val home get() = (application as HomeHost).home

    override fun show() = page.show {
        headline(getString(R.string.home_family))
        for (group in home.menu) {
            heading(getString(group.title))
            for (entry in group.entries) {
                row(getString(entry.title), listOf(entry.about(this@FamilyMenuActivity)), entry.icon) {
                    startActivity(entry.open(this@FamilyMenuActivity))
                }
            }
        }
        quiet(getString(R.string.page_close)) { finish() }
    }
}
