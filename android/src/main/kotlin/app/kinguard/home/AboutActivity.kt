package app.kinguard.home

import android.app.Activity
import android.content.Intent
import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.page.PageActivity

/** Describes this app and how far it can be trusted, and leads to help. */
class AboutActivity : PageActivity() {
    override fun show() = page.show {
        headline(getString(R.string.app_name))
        text(getString(R.string.home_about_for))
        leads(R.string.home_questions, R.drawable.icon_help, QuestionsActivity::class.java)
        leads(R.string.home_hotlines, R.drawable.icon_call, HotlinesActivity::class.java)
        leads(R.string.home_problem, R.drawable.icon_share, ProblemActivity::class.java)
        leads(R.string.home_privacy, R.drawable.icon_lock, PrivacyActivity::class.java)
        leads(R.string.home_notices, R.drawable.icon_document, NoticesActivity::class.java)
        heading(getString(R.string.home_about_honest_title))
        text(getString(R.string.home_about_honest))
        text(getString(R.string.home_about_version, version()))
        text(getString(R.string.home_about_licence))
        quiet(getString(R.string.page_close)) { finish() }
    }

    private fun Page.leads(words: Int, icon: Int, to: Class<out Activity>) = row(getString(words), emptyList(), icon) {
        startActivity(Intent(this@AboutActivity, to))
    }

    private fun version(): String = packageManager.getPackageInfo(packageName, 0).versionName.orEmpty()
}
