package app.kinguard.home

import app.kinguard.R
import app.kinguard.page.PageActivity

/**
 * Shows a text of the app: a headline, then paragraphs, those that begin with "# " as headings. The texts are files and
 * not strings, because the package holds files compressed.
 */
abstract class TextActivity(private val text: Int) : PageActivity() {
    override fun show() = read(::parts) { parts ->
        page.show {
            headline(parts.first())
            parts.drop(1).forEach {
                if (it.startsWith(HEADING)) heading(it.removePrefix(HEADING)) else text(it)
            }
            quiet(getString(R.string.page_close)) { finish() }
        }
    }

    private fun parts(): List<String> =
        resources.openRawResource(text).bufferedReader().use { it.readText() }.trim().split(BETWEEN)

    private companion object {
        const val HEADING = "# "
        const val BETWEEN = "\n\n"
    }
}

/** Answers what families ask. */
class QuestionsActivity : TextActivity(R.raw.questions)

/** Says what stays on this phone and what leaves it. */
class PrivacyActivity : TextActivity(R.raw.privacy)
