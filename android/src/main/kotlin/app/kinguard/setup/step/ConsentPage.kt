package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.setup.ConsentWords

/** Shows the parent what the family is told, and asks for their consent. */
internal class ConsentPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        val given = walk.state.isAgreed
        headline(walk.text(R.string.setup_consent))
        if (given) news(walk.text(R.string.setup_consent_given))
        text(walk.text(R.string.setup_consent_to_parent))
        ConsentWords(walk.activity.resources, walk.state.family).lay(this)
        walk.state.optional.lay(this, walk.activity.resources) { notice, wanted ->
            walk.store({ walk.screens.family.settings.want(notice, wanted) }) {}
        }
        if (given) {
            main(walk.text(R.string.setup_next), walk::next)
        } else {
            button(walk.text(R.string.setup_consent_not_yet), walk::next)
            main(walk.text(R.string.setup_consent_agree)) {
                walk.store(walk.screens::agree, walk::next)
            }
        }
    }
}
