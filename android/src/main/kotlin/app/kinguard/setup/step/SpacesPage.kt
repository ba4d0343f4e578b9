package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.phone.OtherUser

/** Shows what exists twice on this phone, where a meeting or a bank would not be seen, and what to do about it. */
internal class SpacesPage(private val walk: StepHost) : StepPage {
    override fun lay(page: Page) = page.run {
        headline(walk.text(R.string.setup_spaces))
        walk.phone.otherUsers.forEach { fact(walk.text(name(it)), "", Condition.OPEN) }
        text(walk.text(R.string.setup_spaces_blind))
        text(walk.text(R.string.setup_spaces_remove))
        main(walk.text(R.string.setup_next), walk::next)
    }

    private fun name(user: OtherUser): Int = when (user) {
        OtherUser.COPIES -> R.string.setup_spaces_copies
        OtherUser.WORK -> R.string.setup_spaces_work
        OtherUser.SPACE -> R.string.setup_spaces_second
    }
}
