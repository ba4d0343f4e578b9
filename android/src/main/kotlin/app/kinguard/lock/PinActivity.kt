package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.page.PageAccess
import app.kinguard.page.withoutPin

/** Asks for the family's PIN. */
class PinActivity : LockActivity() {
    private var pad: PinPad? = null

    /** This page comes before the PIN, but never before a danger. */
    override fun passage(): PageAccess = lock.passageToServices().withoutPin()

    override fun show() {
        if (lock.passageToServices() == PageAccess.OPEN) return finish()
        page.show {
            headline(words.text(R.string.lock_give))
            pad = pinPad(::give)
            button(words.text(R.string.lock_forgotten), ::forgotten)
            quiet(words.text(R.string.page_full_back)) { finish() }
        }
        tell()
    }

    override fun refresh() = if (lock.passageToServices() == PageAccess.OPEN) finish() else tell()

    /** Always shows the lock's own state, whichever page made the attempt. */
    private fun tell() {
        val state = lock.pin.state()
        val busy = words.text(R.string.lock_checking).takeIf { lock.pin.isChecking }
        pad?.tell(busy, words.tries(state), words.left(state))
    }

    private fun give(digits: String) {
        lock.pin.give(digits) { onScreen(::judged) }
        tell()
    }

    private fun judged() {
        pad?.digits?.empty()
        refresh()
    }

    private fun forgotten() = startActivity(ResetActivity.intent(this))

    companion object {
        fun intent(context: Context) = Intent(context, PinActivity::class.java)
    }
}
