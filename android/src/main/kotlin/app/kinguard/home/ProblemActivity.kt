package app.kinguard.home

import android.content.Intent
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.page.PageActivity

/** Sends the developers what the check of this phone found, by an app of the family's choice. */
class ProblemActivity : PageActivity() {
    private val home get() = (application as HomeHost).home

    override fun show() = read(home.report, ::lay)

    private fun lay(report: String?) = page.show {
        headline(getString(R.string.home_problem))
        text(getString(R.string.home_problem_what))
        if (report == null) {
            main(getString(R.string.home_problem_check), ::check)
        } else {
            button(getString(R.string.home_problem_check), ::check)
            main(getString(R.string.home_problem_send)) { send(report) }
        }
    }

    private fun check() = startActivity(home.ways.check(this))

    private fun send(report: String) {
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, report)
        isAllowed { startActivity(Intent.createChooser(send, null)) }
    }
}
