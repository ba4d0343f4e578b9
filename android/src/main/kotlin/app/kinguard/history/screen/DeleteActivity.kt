package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.page.PageActivity
import app.kinguard.store.unlessRefused

/** The question before something is deleted. It stands behind the family's PIN. */
class DeleteActivity : PageActivity() {
    private val journal get() = (application as HistoryHost).historyScreens.journal
    private var failed = false

    override fun show() = page.show {
        val one = R.string.history_delete_question
        headline(getString(if (intent.hasExtra(INCIDENT)) one else R.string.history_delete_all_question))
        text(getString(R.string.history_delete_what))
        if (failed) wrong(getString(R.string.history_not_deleted))
        button(getString(R.string.history_delete_yes), ::delete)
        main(getString(R.string.history_delete_not)) { finish() }
    }

    private fun delete(): Unit = write({ unlessRefused(::deleteAsked) != null }) { done ->
        failed = !done
        if (done) finish() else show()
    }

    private fun deleteAsked() {
        if (intent.hasExtra(INCIDENT)) {
            val id = intent.getLongExtra(INCIDENT, -1)
            journal.incidents().filter { it.id == id }.forEach(journal::delete)
        } else {
            journal.deleteAll()
        }
    }

    companion object {
        private const val INCIDENT = "incident"

        fun of(context: Context, incident: Long): Intent = ofAll(context).putExtra(INCIDENT, incident)

        fun ofAll(context: Context) = Intent(context, DeleteActivity::class.java)
    }
}
