package app.kinguard.home

import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.phone.AppIdentity
import app.kinguard.phone.dialler
import app.kinguard.regions.Helplines
import app.kinguard.regions.ambulanceIn
import app.kinguard.regions.bankLines

/**
 * The numbers to call on any day. Everybody may see them, also while a danger goes on. A tap prepares the call in the
 * dialler: nobody calls the police by a slip, or because somebody else taps this screen.
 */
class HotlinesActivity : PageActivity() {
    private val home get() = (application as HomeHost).home

    override fun passage() = PageAccess.OPEN

    override fun show() = read({ home.region().let { numbers(it) to banks(it) } }) { (numbers, banks) ->
        lay(numbers, banks)
    }

    private fun lay(numbers: List<Pair<Int, String>>, banks: List<Pair<String, String>>) = page.show {
        headline(getString(R.string.home_hotlines))
        text(getString(if (numbers.isEmpty()) R.string.home_hotlines_unknown else R.string.home_hotlines_why))
        numbers.forEach { (name, number) ->
            row(number, listOf(getString(name)), R.drawable.icon_call) { dial(number) }
        }
        banks.forEach { (name, number) -> row(number, listOf(name), R.drawable.icon_bank) { dial(number) } }
        quiet(getString(R.string.page_close)) { finish() }
    }

    private fun numbers(region: String): List<Pair<Int, String>> {
        val lines = Helplines.of(region)
        return listOfNotNull(
            lines?.let { R.string.home_hotline_police to it.police },
            lines?.advice?.let { R.string.home_hotline_advice to it },
            ambulanceIn(region)?.let { R.string.home_hotline_ambulance to it },
        )
    }

    /** Returns the names and lines of the banks and wallets on this phone. */
    private fun banks(region: String): List<Pair<String, String>> = bankLines(region)
        .map { (app, number) -> AppIdentity.of(this, app) to number }
        .filter { (identity, _) -> identity.icon != null }
        .distinctBy { (_, number) -> number }
        .map { (identity, number) -> identity.label to number }

    private fun dial(number: String) {
        isAllowed { startActivity(dialler(number)) }
    }
}
