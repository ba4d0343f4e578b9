package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page

/** Sets the family's PIN. Skipping it requires reading what that means. */
internal class PinPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = when {
        walk.state.pinIsSet -> page.set()
        walk.visit.declines -> page.askWhetherToGoWithout()
        else -> page.offer()
    }

    private fun Page.set() {
        headline(walk.text(R.string.lock_settings))
        news(walk.text(R.string.lock_is_set))
        main(walk.text(R.string.setup_next), walk::next)
    }

    private fun Page.offer() {
        headline(walk.text(R.string.lock_settings))
        text(walk.text(R.string.setup_pin_why))
        quiet(walk.text(R.string.setup_pin_none)) { decline(true) }
        main(walk.text(R.string.setup_pin), ::setIt)
    }

    private fun Page.askWhetherToGoWithout() {
        headline(walk.text(R.string.setup_pin_none_title))
        text(walk.text(R.string.setup_pin_none_what))
        quiet(walk.text(R.string.setup_pin_none_sure), walk::next)
        main(walk.text(R.string.setup_pin)) {
            decline(false)
            setIt()
        }
    }

    private fun decline(declines: Boolean) = walk.change(walk.visit.copy(declines = declines))

    private fun setIt() {
        walk.screens.pin(walk.activity)?.let(walk.activity::startActivity)
    }
}
