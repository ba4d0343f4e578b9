package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.failure.unlessRefused
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.passageWithoutPin
import app.kinguard.words.MomentFormatter

/** Asks the user to confirm a deletion. The family is told of it. */
class DeleteActivity : PageActivity() {
    private val screens get() = (application as HistoryHost).historyScreens
    private var failed = false

    /** The incident to delete, or null for everything. */
    private val incident: Long?
        get() = if (intent.hasExtra(INCIDENT)) intent.getLongExtra(INCIDENT, -1) else null

    /** The history belongs to the parent, so no PIN protects it. */
    override fun passage(): PageAccess = gate.passageWithoutPin()

    override fun show() = read({ unlessRefused { screens.journal.keptUntilMs(screens.moments.nowMs()) } }, ::lay)

    private fun lay(keptUntilMs: Long?) = page.show {
        val title = if (incident == null) R.string.history_delete_all_question else R.string.history_delete_question
        headline(getString(title))
        if (keptUntilMs == null) {
            text(getString(R.string.history_delete_what))
            if (failed) wrong(getString(R.string.history_not_deleted))
            button(getString(R.string.history_delete_yes), ::delete)
        } else {
            val moment = MomentFormatter(this@DeleteActivity).dateAndClock(screens.moments.ofStamp(keptUntilMs))
            text(getString(R.string.history_delete_not_yet, moment))
        }
        main(getString(R.string.history_delete_not)) { finish() }
    }

    private fun delete(): Unit = incident.let { id ->
        write({ unlessRefused { screens.delete(id) } == true }) { done ->
            failed = !done
            if (done) finish() else show()
        }
    }

    companion object {
        private const val INCIDENT = "incident"

        fun of(context: Context, incident: Long): Intent = ofAll(context).putExtra(INCIDENT, incident)

        fun ofAll(context: Context) = Intent(context, DeleteActivity::class.java)
    }
}
