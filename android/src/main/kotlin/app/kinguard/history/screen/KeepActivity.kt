package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Language
import app.kinguard.history.Incident
import app.kinguard.history.TraceFile
import app.kinguard.history.words.IncidentTimes
import app.kinguard.history.words.PrintedPage
import app.kinguard.history.words.TimeLine
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.UserFile
import java.time.Instant
import java.time.ZoneId

/** Exports an incident, as a page to print or keep or as a record for the core's tools. */
class KeepActivity : HistoryScreen() {
    internal val printer by lazy { PagePrinter(this) }
    private val id get() = intent.getLongExtra(INCIDENT, -1)
    private var language = Language.ENGLISH
    private var result: Int? = null

    /** An export takes three days of a life out of the phone, so it needs the family's PIN. Reading does not. */
    override fun passage(): PageAccess = gate.passage()

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val kept = state?.getString(LANGUAGE)
        language = Language.entries.find { it.name == kept } ?: ofPhone()
        result = state?.getInt(RESULT, 0).takeIf { it != 0 }
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(LANGUAGE, language.name)
        result?.let { state.putInt(RESULT, it) }
    }

    override fun show() = read({ kept() }) { if (it == null) finish() else lay(it) }

    /** Returns the incident, or null if there is nothing to export: pressing the alarm button alone is no reason. */
    private fun kept(): Incident? = incident(id)?.takeUnless { it.isOnlyHelpAsked }

    private fun lay(incident: Incident) {
        page.show {
            headline(getString(R.string.history_keep_title))
            result()
            text(getString(R.string.history_keep_page))
            choices(
                getString(R.string.history_keep_language),
                LANGUAGES.map { (each, words) ->
                    each to getString(words)
                },
                language,
            ) {
                language = it
            }
            button(getString(R.string.history_keep_file)) { choosePlace(PAGE, incident) }
            heading(getString(R.string.history_keep_trace_title))
            text(getString(R.string.history_keep_trace))
            button(getString(R.string.history_keep_trace_file)) { choosePlace(TRACE, incident) }
            main(getString(R.string.history_keep_print)) { print(incident) }
        }
    }

    private fun Page.result() {
        val words = result?.let(::getString) ?: return
        news(words, if (result == R.string.history_kept_file) Condition.DONE else Condition.FAULT)
    }

    @Deprecated("Its successor is not part of the platform.")
    override fun onActivityResult(request: Int, outcome: Int, data: Intent?) {
        super.onActivityResult(request, outcome, data)
        val place = data?.data
        // The PIN was entered before the file picker opened, and expired because the user left this app for it.
        if (outcome != RESULT_OK || place == null || passage() !in listOf(PageAccess.OPEN, PageAccess.PIN)) return
        write({
            kept()?.let { UserFile(contentResolver, place).write(if (request == PAGE) page(it) else trace(it)) }
        }) {
            say(if (it == true) R.string.history_kept_file else R.string.history_not_kept)
        }
    }

    private fun choosePlace(what: Int, incident: Incident) {
        val day = Instant.ofEpochMilli(screens.moments.ofStamp(incident.fromMs)).atZone(ZoneId.systemDefault())
        val name = if (what == PAGE) R.string.history_file_page else R.string.history_file_trace
        val ask = Intent(Intent.ACTION_CREATE_DOCUMENT)
            .addCategory(Intent.CATEGORY_OPENABLE)
            .setType(if (what == PAGE) "text/html" else "application/json")
            .putExtra(Intent.EXTRA_TITLE, getString(name, "${day.toLocalDate()}"))
        @Suppress("DEPRECATION") // Its successor is not part of the platform.
        if (!isAllowed { startActivityForResult(ask, what) }) say(R.string.history_no_place)
    }

    private fun print(incident: Incident) = write({ page(incident) }) { page ->
        if (!printer.print(page, getString(R.string.history_page_title))) say(R.string.history_not_printed)
    }

    private fun say(words: Int) {
        result = words
        if (passage() == PageAccess.OPEN) show()
        page.toTop()
    }

    private fun trace(incident: Incident): String {
        val home = screens.home()
        return TraceFile(home.region, home.familiarRegions).write(incident, events(incident))
    }

    private fun page(incident: Incident): String {
        val configuration = Configuration(resources.configuration)
        configuration.setLocale(language.locale)
        val spoken = createConfigurationContext(configuration)
        val timeLine = TimeLine(spoken, screens.home().region, incident, events(incident))
        val lines = timeLine.lines(unlessRefused(screens.sent).orEmpty())
        val spokenTimes = IncidentTimes(spoken, screens.moments::ofStamp)
        return PrintedPage(spoken, spokenTimes).write(timeLine, lines, screens.moments.nowMs())
    }

    private fun events(incident: Incident) =
        unlessRefused { screens.journal.events(incident.events.first, incident.events.last) }.orEmpty()

    private fun ofPhone(): Language {
        val locale = resources.configuration.locales[0]
        return when {
            locale.language != "zh" -> Language.ENGLISH
            locale.country in TRADITIONAL || locale.script == "Hant" -> Language.HONG_KONG
            else -> Language.MAINLAND
        }
    }

    companion object {
        private const val INCIDENT = "incident"
        private const val LANGUAGE = "language"
        private const val RESULT = "result"
        private const val PAGE = 1
        private const val TRACE = 2
        private val TRADITIONAL = setOf("HK", "MO", "TW")
        private val LANGUAGES = listOf(
            Language.MAINLAND to R.string.family_screen_mainland,
            Language.HONG_KONG to R.string.family_screen_hong_kong,
            Language.ENGLISH to R.string.family_screen_english,
        )

        fun of(context: Context, incident: Long): Intent =
            Intent(context, KeepActivity::class.java).putExtra(INCIDENT, incident)
    }
}
