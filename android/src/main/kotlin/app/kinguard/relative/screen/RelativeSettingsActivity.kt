package app.kinguard.relative.screen

import android.content.Intent
import app.kinguard.R
import app.kinguard.home.AboutActivity
import app.kinguard.phone.AppLanguage
import app.kinguard.setup.step.LanguagePage

/** The language of the family's phone, and what else is seldom changed there. */
class RelativeSettingsActivity : RelativePage() {
    override fun refresh() = Unit

    override fun show() = page.show {
        headline(getString(R.string.relative_settings))
        val languages = AppLanguage.entries.map { it to getString(LanguagePage.name(it)) }
        choices(getString(R.string.setup_language), languages, AppLanguage.of(this@RelativeSettingsActivity)) {
            AppLanguage.choose(this@RelativeSettingsActivity, it)
            recreate()
        }
        row(getString(R.string.home_about_title), listOf(getString(R.string.home_about_what)), R.drawable.icon_about) {
            startActivity(Intent(this@RelativeSettingsActivity, AboutActivity::class.java))
        }
        row(
            getString(R.string.relative_role_parent),
            listOf(getString(R.string.relative_change_role)),
            R.drawable.icon_phone,
        ) {
            startActivity(RoleActivity.toParent(this@RelativeSettingsActivity))
        }
        quiet(getString(R.string.page_close)) { finish() }
    }
}
