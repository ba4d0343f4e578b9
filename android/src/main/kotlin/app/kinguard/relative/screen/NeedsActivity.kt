package app.kinguard.relative.screen

import android.content.Intent
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.page.Condition

/** Lists what this phone must allow before an alarm can wake anybody, and leads to a test of it. */
class NeedsActivity : RelativePage() {
    override fun show() = read({ screens.needs(this) }, ::lay)

    override fun refresh() = Unit

    private fun lay(needs: List<AlarmNeed>) = page.show {
        headline(getString(R.string.relative_needs))
        text(getString(R.string.relative_needs_why))
        needs.forEach { need ->
            val state = getString(if (need.isMet) R.string.setup_on else R.string.relative_need_open)
            val condition = if (need.isMet) Condition.DONE else Condition.FAULT
            row(getString(need.title), listOf(state), condition = condition) { open(need.opens(this@NeedsActivity)) }
        }
        val next = needs.firstOrNull { !it.isMet }
        if (next == null) {
            quiet(getString(R.string.page_close)) { finish() }
            main(getString(R.string.relative_test)) { test() }
        } else {
            quiet(getString(R.string.relative_test)) { test() }
            quiet(getString(R.string.page_close)) { finish() }
            main(getString(R.string.setup_open)) { open(next.opens(this@NeedsActivity)) }
        }
    }

    private fun test() = startActivity(Intent(this, AlarmTestActivity::class.java))

    /** Manufacturers leave out some system screens. */
    private fun open(intent: Intent) {
        isAllowed { startActivity(intent) }
    }
}
