package app.kinguard.home

import android.content.Intent
import app.kinguard.R
import app.kinguard.page.PageActivity

/** The menu for the family: everything they may want to see or change on this phone. */
class FamilyMenuActivity : PageActivity() {
    private val home get() = (application as HomeHost).home

    override fun show() = page.show {
        headline(getString(R.string.home_menu_title))
        home.menu.forEach { entry ->
            row(getString(entry.title), listOf(entry.about(this@FamilyMenuActivity))) {
                startActivity(entry.open(this@FamilyMenuActivity))
            }
        }
        row(getString(R.string.home_about_title), listOf(getString(R.string.home_about_what))) {
            startActivity(Intent(this@FamilyMenuActivity, AboutActivity::class.java))
        }
        main(getString(R.string.page_close)) { finish() }
    }
}
