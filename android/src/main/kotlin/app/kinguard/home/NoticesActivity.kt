package app.kinguard.home

import app.kinguard.R
import app.kinguard.page.PageActivity

/** Shows the work of others in this app, with the licences that must accompany it. */
class NoticesActivity : PageActivity() {
    override fun show() = read(::parts) { parts ->
        page.show {
            headline(getString(R.string.home_notices))
            parts.forEach(::text)
            quiet(getString(R.string.page_close)) { finish() }
        }
    }

    private fun parts(): List<String> =
        resources.openRawResource(R.raw.notices).bufferedReader().use { it.readText() }.split(BETWEEN)

    private companion object {
        /** The separator that `cargo xtask audit --write` puts between two licences. */
        const val BETWEEN = "\n\n\n"
    }
}
