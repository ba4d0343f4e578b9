package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.core.appName
import app.kinguard.regions.Helplines
import app.kinguard.regions.RegionNames
import app.kinguard.regions.bankLines

/** The numbers of the police and the banks where the parent lives. A tap prepares the call in the dialler. */
class NumbersActivity : RelativePage() {
    private val region get() = intent.getStringExtra(REGION).orEmpty()

    override fun refresh() = Unit

    override fun show() = read(::banks, ::lay)

    private fun lay(banks: List<Pair<String, String>>) = page.show {
        headline(getString(R.string.relative_numbers))
        text(getString(R.string.relative_numbers_where, RegionNames(resources).of(region)))
        val lines = Helplines.of(region)
        val helplines = listOfNotNull(
            lines?.let { it.police to R.string.home_hotline_police },
            lines?.advice?.let { it to R.string.home_hotline_advice },
        )
        helplines.forEach { (number, name) ->
            row(number, listOf(getString(name)), R.drawable.icon_call) { dial(number) }
        }
        banks.forEach { (name, number) -> row(name, listOf(number), R.drawable.icon_bank) { dial(number) } }
        quiet(getString(R.string.page_close)) { finish() }
    }

    /** Returns the names and lines of the banks and wallets there. Blocks. */
    private fun banks(): List<Pair<String, String>> {
        val isChinese = resources.configuration.locales[0].language == "zh"
        return bankLines(region).entries.distinctBy { it.value }.mapNotNull { (app, number) ->
            appName(app)?.let { (if (isChinese) it.local else it.english) to number }
        }
    }

    internal companion object {
        private const val REGION = "region"

        fun of(context: Context, region: String): Intent =
            Intent(context, NumbersActivity::class.java).putExtra(REGION, region)
    }
}
