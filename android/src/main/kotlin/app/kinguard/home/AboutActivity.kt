package app.kinguard.home

import app.kinguard.R
import app.kinguard.page.PageActivity

/** Describes this app and how far it can be trusted. */
class AboutActivity : PageActivity() {
    override fun show() = page.show {
        headline(getString(R.string.app_name))
        text(getString(R.string.home_about_for))
        text(getString(R.string.home_about_version, version()))
        heading(getString(R.string.home_about_honest_title))
        text(getString(R.string.home_about_honest))
        heading(getString(R.string.home_about_private_title))
        text(getString(R.string.home_about_private))
        text(getString(R.string.home_about_licence))
        quiet(getString(R.string.home_notices)) { startActivity(NoticesActivity.intent(this@AboutActivity)) }
        main(getString(R.string.page_close)) { finish() }
    }

    private fun version(): String = packageManager.getPackageInfo(packageName, 0).versionName.orEmpty()
}
