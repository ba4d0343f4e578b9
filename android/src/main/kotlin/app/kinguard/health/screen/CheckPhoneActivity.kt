package app.kinguard.health.screen

import android.annotation.TargetApi
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.widget.TextView
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.failure.isAllowed
import app.kinguard.health.Health
import app.kinguard.health.HealthHost
import app.kinguard.health.check.CheckRun
import app.kinguard.health.check.CheckStep
import app.kinguard.health.check.CheckedSignal
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.check.PhoneCheckHost
import app.kinguard.health.lacking
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.PageActivity
import app.kinguard.page.UserFile
import app.kinguard.page.keepIconRoom
import app.kinguard.warning.RecordingMonitor

/**
 * "Try it step by step". All state is in the database: the user is in other apps most of the time, and this screen may
 * be recreated whenever they come back.
 */
class CheckPhoneActivity : PageActivity() {
    private val words by lazy { HealthWords(this) }
    private val check: PhoneCheck get() = (application as PhoneCheckHost).phoneCheck
    private val health: Health get() = (application as HealthHost).health
    private val says by lazy { CheckWords(words, health::wallClock) }
    private var heard: TextView? = null
    private var refused: TextView? = null
    private var stage: Stage? = null
    private var saved: Boolean? = null

    /** Available from Android 15 on. */
    private var recording: RecordingMonitor? = null

    /**
     * The check starts where the family's screens are open and goes on after they close, because the check itself
     * closes them. Nothing on this screen is secret, and nothing on it ends a warning.
     */
    override fun passage(): PageAccess = when (check.isKnownUnderWay) {
        true -> PageAccess.OPEN
        false -> gate.passage()
        null -> PageAccess.NOT_KNOWN
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        saved = state?.takeIf { it.containsKey(SAVED) }?.getBoolean(SAVED)
        keep { check.run() }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM) recording = recordingWatch()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        saved?.let { state.putBoolean(SAVED, it) }
    }

    override fun onStart() {
        super.onStart()
        recording?.start()
    }

    override fun onStop() {
        super.onStop()
        recording?.stop()
    }

    /** @property lacking the missing capability without which the current step cannot be seen */
    private class Seen(val run: CheckRun?, val stage: Stage, val lacking: Capability?)

    private fun look(): Seen {
        val run = check.run()
        val stage = Stage.of(run, check)
        return Seen(run, stage, (stage as? Stage.Doing)?.let { lacking(it.step) })
    }

    private fun lacking(step: CheckStep): Capability? = says.link(step)?.let { health.verdict().links[it] }?.lacking

    override fun show() = read(::look, ::lay)

    private fun lay(seen: Seen) {
        val (run, now) = seen.run to seen.stage
        stage = now
        heard = null
        refused = null
        page.show {
            when (now) {
                is Stage.Before -> before()
                is Stage.Doing -> run?.let { doing(it, now.step, seen.lacking) }
                is Stage.Asking -> run?.let { ask(it) }
                is Stage.Over -> run?.let { over(it) }
            }
        }
    }

    override fun refresh() {
        read(::look) { if (it.stage == stage) tell(it.run) else layFromTop(it) }
    }

    private fun tell(run: CheckRun?) {
        if (run != null) heard?.let { Page.tell(it, says.heard(run)) }
    }

    private fun layFromTop(seen: Seen) {
        lay(seen)
        page.toTop()
    }

    private fun showFromTop() {
        show()
        page.toTop()
    }

    private fun Page.before() {
        headline(words.text(R.string.health_check_phone))
        text(words.text(R.string.health_check_what))
        CheckStep.entries.forEach { step(it.ordinal + 1, says.name(it)) }
        text(words.text(R.string.health_check_warning))
        text(words.text(R.string.health_check_family))
        main(words.text(R.string.health_check_begin), ::begin)
    }

    private fun Page.doing(run: CheckRun, step: CheckStep, lacking: Capability?) {
        says.before(run)?.let { (ended, condition) -> news(ended, condition) }
        text(words.text(R.string.health_check_of, step.ordinal + 1, CheckStep.entries.size))
        headline(says.name(step))
        says.drawing(step)?.let(::drawing)
        text(says.what(step))
        lacking?.let { wrong(words.text(R.string.health_check_blind, words.capability(it))) }
        text(words.text(R.string.health_check_back))
        heading(words.text(R.string.health_check_heard))
        heard = news(says.heard(run))
        // Nothing here invites a hasty tap: the user does the steps in other apps.
        button(words.text(R.string.health_check_skip)) { then(check::skip) }
        quiet(words.text(R.string.health_check_end)) { then(check::end) }
    }

    private fun Page.ask(run: CheckRun) {
        headline(words.text(R.string.health_ask_title))
        text(words.text(R.string.health_ask, words.minute(health.wallClock(run.untilMs))))
        button(words.text(R.string.health_ask_me), ::vouch)
        refused = wrong(null)
        // A hasty tap may tell the family too much, but never too little.
        main(words.text(R.string.health_ask_not_me)) { then(check::doNotVouch) }
    }

    private fun vouch() = write(check::vouch) { counts ->
        if (counts) showFromTop() else refused?.let { Page.tell(it, words.text(R.string.health_ask_seen)) }
    }

    private fun Page.over(run: CheckRun) {
        headline(words.text(R.string.health_result_title))
        saved?.let { result(it) }
        says.verdict(run).let { (verdict, condition) -> fact(verdict, "", condition) }
        heading(words.text(R.string.health_result_steps))
        CheckStep.entries.forEach { fact(says.name(it), says.outcome(run, it)) }
        heading(words.text(R.string.health_result_sharing))
        CheckedSignal.SHARING.forEach { fact(says.sign(it), says.came(run, it)) }
        text(words.text(R.string.health_save_what))
        quiet(words.text(R.string.health_check_again), ::begin)
        refused = wrong(null)
        main(words.text(R.string.health_save), ::save)
    }

    private fun Page.fact(name: String, outcome: Pair<String, Condition>) =
        fact(name, outcome.first, outcome.second).keepIconRoom()

    private fun Page.result(isSaved: Boolean) = if (isSaved) {
        news(words.text(R.string.health_saved), Condition.DONE)
    } else {
        news(words.text(R.string.health_not_saved), Condition.FAULT)
    }

    /** One check does not authorise the next: otherwise messages to the family could be held back for ever. */
    private fun begin() = when (gate.passage()) {
        PageAccess.OPEN -> then(check::begin)
        PageAccess.PIN -> startActivity(gate.ask(this))
        PageAccess.SHUT, PageAccess.NOT_KNOWN -> refused?.let { Page.tell(it, words.text(R.string.page_shut)) } ?: Unit
    }

    private fun then(act: () -> Unit) = write(act) {
        saved = null
        showFromTop()
    }

    private fun save() {
        val ask =
            Intent(Intent.ACTION_CREATE_DOCUMENT)
                .addCategory(Intent.CATEGORY_OPENABLE)
                .setType("text/plain")
                .putExtra(Intent.EXTRA_TITLE, "kinguard-${Build.MODEL.replace(' ', '-')}.txt")
        if (!isAllowed { startActivityForResult(ask, SAVE) }) {
            saved = false
            showFromTop()
        }
    }

    @Deprecated("Deprecated in Java") // Its successor is not part of the platform.
    override fun onActivityResult(request: Int, result: Int, data: Intent?) {
        super.onActivityResult(request, result, data)
        val file = data?.data
        if (request != SAVE || result != RESULT_OK || file == null) return
        write({ save(file) }) {
            saved = it
            show()
        }
    }

    /** Writes the report to [file]. Returns whether that succeeded, or null if there is no report. */
    private fun save(file: Uri): Boolean? = check.report()?.let { UserFile(contentResolver, file).write(it) }

    @TargetApi(Build.VERSION_CODES.VANILLA_ICE_CREAM)
    private fun recordingWatch() = RecordingMonitor(windowManager, mainExecutor) { check.recorded(it) }

    /** The contents of the page. */
    private sealed interface Stage {
        data object Before : Stage

        data class Doing(val step: CheckStep) : Stage

        data object Asking : Stage

        data object Over : Stage

        companion object {
            fun of(run: CheckRun?, check: PhoneCheck): Stage {
                val step = run?.step
                return when {
                    run == null -> Before
                    step != null -> Doing(step)
                    check.isAsking(run) -> Asking
                    else -> Over
                }
            }
        }
    }

    companion object {
        private const val SAVE = 1
        private const val SAVED = "saved"

        fun intent(context: Context) = Intent(context, CheckPhoneActivity::class.java)
    }
}
