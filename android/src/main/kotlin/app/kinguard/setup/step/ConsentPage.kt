package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.setup.ConsentWords

/** Has the phone handed to the parent, shows them what the family is told, and asks for their consent. */
internal class ConsentPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) =
        if (walk.state.isAgreed || walk.visit.isHandedOver) page.askParent() else page.askToHandOver()

    private fun Page.askToHandOver() {
        val parent = walk.state.parent.ifEmpty { walk.text(R.string.setup_owner) }
        headline(walk.text(R.string.setup_handover, parent))
        drawing(R.drawable.setup_handover)
        text(walk.text(R.string.setup_handover_what))
        main(walk.text(R.string.setup_handed)) { walk.change(walk.visit.copy(isHandedOver = true)) }
    }

    private fun Page.askParent() {
        val given = walk.state.isAgreed
        headline(walk.text(R.string.setup_consent))
        if (given) news(walk.text(R.string.setup_consent_given), Condition.DONE)
        ConsentWords(walk.activity.resources, walk.state.family).lay(this)
        walk.state.optional.lay(this, walk.activity.resources) { notice, wanted ->
            walk.store({ walk.screens.family.settings.want(notice, wanted) }) {}
        }
        walk.state.help.lay(this, walk.activity.resources) { help, allowed ->
            walk.store({ walk.screens.family.settings.allow(help, allowed) }) {}
        }
        if (given) {
            main(walk.text(R.string.setup_next), walk::next)
        } else {
            quiet(walk.text(R.string.setup_consent_not_yet), walk::next)
            main(walk.text(R.string.setup_consent_agree)) {
                walk.store(walk.screens::agree, walk::next)
            }
        }
    }
}
