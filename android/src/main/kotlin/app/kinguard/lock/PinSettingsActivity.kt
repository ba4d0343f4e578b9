package app.kinguard.lock

import android.content.Context
import android.content.Intent
import android.os.Bundle
import app.kinguard.R
import app.kinguard.page.Condition

/** Sets, changes and removes the family's PIN. */
class PinSettingsActivity : LockActivity() {
    private enum class Step { LOOK, NEW, AGAIN, CLEAR }

    /** True if the page only sets a PIN, and closes once that is done. */
    private val onlySets get() = intent.getBooleanExtra(ONLY_SETS, false)
    private var step = Step.LOOK

    /** The new PIN after it was typed for the first time. */
    private var first = ""
    private var fault: Int? = null
    private var pad: PinPad? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        step = state?.getString(STEP)?.let(Step::valueOf) ?: if (onlySets) Step.NEW else Step.LOOK
        val kept = typed.split(' ')
        typed = kept.first()
        first = kept.getOrNull(1).orEmpty()
        // The first entry is not handed to the system, so a new process asks for it again.
        if (step == Step.AGAIN && first.isEmpty()) step = Step.NEW
    }

    override fun onRetainNonConfigurationInstance(): Any = "$typed $first"

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(STEP, step.name)
    }

    override fun show() = when (step) {
        Step.LOOK -> look()
        Step.NEW -> ask(R.string.lock_new)
        Step.AGAIN -> ask(R.string.lock_again)
        Step.CLEAR -> askWhetherToClear()
    }

    private fun look() = page.show {
        headline(words.text(R.string.lock_settings))
        if (lock.pin.isKnownToBeSet == true) {
            news(words.text(R.string.lock_is_set), Condition.DONE)
            button(words.text(R.string.lock_change)) { go(Step.NEW) }
            button(words.text(R.string.lock_clear)) { go(Step.CLEAR) }
            main(words.text(R.string.lock_done)) { finish() }
        } else {
            text(words.text(R.string.lock_none))
            main(words.text(R.string.lock_set)) { go(Step.NEW) }
            quiet(words.text(R.string.page_full_back)) { finish() }
        }
    }

    private fun ask(title: Int) {
        page.show {
            headline(words.text(title))
            if (step == Step.NEW) text(words.text(R.string.lock_new_how))
            pad = pinPad(::typed)
            quiet(words.text(R.string.lock_not_now)) { leave() }
        }
        refresh()
    }

    override fun refresh() {
        if (step != Step.NEW && step != Step.AGAIN) return
        pad?.tell(words.text(R.string.lock_checking).takeIf { lock.pin.isChecking }, fault?.let { words.text(it) })
    }

    private fun typed(digits: String) = when {
        step == Step.NEW && Pin.isEasy(digits) -> go(Step.NEW, R.string.lock_easy)

        step == Step.NEW -> {
            first = digits
            go(Step.AGAIN, keepsFirst = true)
        }

        digits != first -> go(Step.NEW, R.string.lock_differs)

        else -> keep(digits)
    }

    private fun keep(digits: String) {
        lock.pin.set(digits) { kept ->
            onScreen { if (kept) leave() else go(Step.NEW, R.string.lock_not_kept) }
        }
        refresh()
    }

    private fun askWhetherToClear() = page.show {
        headline(words.text(R.string.lock_clear_title))
        text(words.text(R.string.lock_clear_what))
        button(words.text(R.string.lock_clear)) {
            write(lock.pin::clear) { go(Step.LOOK) }
        }
        main(words.text(R.string.lock_keep)) { go(Step.LOOK) }
    }

    private fun leave() = if (onlySets) finish() else go(Step.LOOK)

    private fun go(to: Step, wrong: Int? = null, keepsFirst: Boolean = false) {
        step = to
        fault = wrong
        typed = ""
        if (!keepsFirst) first = ""
        show()
        page.toTop()
    }

    companion object {
        private const val STEP = "step"
        private const val ONLY_SETS = "only-sets"

        fun intent(context: Context) = Intent(context, PinSettingsActivity::class.java)

        /** Returns the intent that opens the page to set a PIN where there is none yet. */
        fun toSet(context: Context): Intent = intent(context).putExtra(ONLY_SETS, true)
    }
}
