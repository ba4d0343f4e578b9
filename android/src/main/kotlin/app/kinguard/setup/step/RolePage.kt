package app.kinguard.setup.step

import android.content.Intent
import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.page.bigChoice
import app.kinguard.phone.AppLanguage

/** Asks whose phone this is: one that is guarded, or one that rings when a parent is in danger. */
internal class RolePage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.relative_role))
        bigChoice(
            R.drawable.practice_before,
            walk.text(R.string.relative_role_parent),
            walk.text(R.string.relative_role_parent_what),
            walk::next,
        )
        bigChoice(
            R.drawable.practice_call,
            walk.text(R.string.relative_role_family),
            walk.text(R.string.relative_role_family_what),
            ::becomeFamily,
        )
        val language = walk.text(LanguagePage.name(AppLanguage.of(walk.activity)))
        row(walk.text(R.string.setup_language), listOf(language), R.drawable.icon_language) {
            walk.change(Visit(detour = SetupStep.LANGUAGE))
        }
        Unit
    }

    private fun becomeFamily() {
        var home: Intent? = null
        walk.store({ home = walk.screens.becomeFamily(walk.activity) }) {
            walk.activity.startActivity(home)
            walk.activity.finish()
        }
    }
}
