package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.page.PageAccess
import app.kinguard.page.passageWithoutPin

/** Clears a forgotten PIN. */
class ResetActivity : CodeActivity() {
    override val code get() = lock.resetCode

    override fun passage(): PageAccess = gate.passageWithoutPin()

    override fun matter() = Matter(isOpen = lock.pin.isSet)

    override fun close(matter: Matter) {
        startActivity(PinSettingsActivity.intent(this))
        finish()
    }

    override fun title(matter: Matter, awaited: Contact?): String =
        awaited?.let { words.text(R.string.lock_code_ask, it.name) } ?: words.text(R.string.lock_code_title)

    override fun whom(isAnybodyThere: Boolean): Int =
        if (isAnybodyThere) R.string.lock_code_whom else R.string.lock_code_nobody

    companion object {
        fun intent(context: Context) = Intent(context, ResetActivity::class.java)
    }
}
