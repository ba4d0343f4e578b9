package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.page.passageWithoutPin
import app.kinguard.words.MomentFormatter

/** Clears a forgotten PIN. */
class ResetActivity : CodeActivity() {
    override val code get() = lock.resetCode

    override fun passage(): PageAccess = gate.passageWithoutPin()

    override fun matter() = Matter(isOpen = lock.pin.isSet, sealed = lock.sealedReset.state)

    override fun close(matter: Matter) {
        startActivity(PinSettingsActivity.intent(this))
        finish()
    }

    override fun title(matter: Matter, awaited: Contact?): String =
        awaited?.let { words.text(R.string.lock_code_ask, it.name) } ?: words.text(R.string.lock_code_title)

    override fun whom(isAnybodyThere: Boolean): Int =
        if (isAnybodyThere) R.string.lock_code_whom else R.string.lock_code_nobody

    override fun Page.otherWay(matter: Matter): Boolean {
        when (val state = matter.sealed) {
            SealedReset.State.Impossible -> return false
            SealedReset.State.Open -> row(
                words.text(R.string.lock_reset_device),
                listOf(words.text(R.string.lock_reset_device_what)),
                R.drawable.icon_phone,
            ) { write(lock.sealedReset::ask) { show() } }
            SealedReset.State.TooOften -> text(words.text(R.string.lock_code_too_many))
            SealedReset.State.Asked -> news(words.text(R.string.lock_reset_asked), Condition.OPEN)
            is SealedReset.State.Agreed -> {
                val until = MomentFormatter(this@ResetActivity).soon(state.untilMs, lock.nowMs())
                news(words.text(R.string.lock_reset_agreed, until), Condition.OPEN)
            }
            SealedReset.State.Refused -> news(words.text(R.string.lock_reset_refused), Condition.FAULT)
        }
        return true
    }

    companion object {
        fun intent(context: Context) = Intent(context, ResetActivity::class.java)
    }
}
