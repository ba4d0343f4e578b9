package app.kinguard.lock

import android.content.Context
import android.content.Intent
import android.widget.TextView
import app.kinguard.R
import app.kinguard.page.DigitPad
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.withoutPin

/** Asks for the family's PIN. */
class PinActivity : LockActivity() {
    private var pad: DigitPad? = null
    private var said: TextView? = null

    /** This page comes before the PIN, but never before a danger. */
    override fun passage(): PageAccess = lock.passageToServices().withoutPin()

    override fun show() {
        if (lock.passageToServices() == PageAccess.OPEN) return finish()
        page.show {
            headline(words.text(R.string.lock_give))
            pad = digits(::give)
            said = news(null)
            button(words.text(R.string.lock_forgotten), ::forgotten)
        }
        tell()
    }

    override fun refresh() = if (lock.passageToServices() == PageAccess.OPEN) finish() else tell()

    /** Always shows the lock's own state, whichever page made the attempt. */
    private fun tell() {
        val state = lock.pin.state()
        val now = if (lock.pin.isChecking) words.text(R.string.lock_checking) else words.tries(state)
        said?.let { Page.tell(it, now) }
        pad?.enable(state is AttemptLimiter.State.Left && !lock.pin.isChecking)
    }

    private fun give(digits: String) {
        lock.pin.give(digits) { onScreen(::judged) }
        tell()
    }

    private fun judged() {
        pad?.empty()
        refresh()
    }

    private fun forgotten() = startActivity(ResetActivity.intent(this))

    companion object {
        fun intent(context: Context) = Intent(context, PinActivity::class.java)
    }
}
