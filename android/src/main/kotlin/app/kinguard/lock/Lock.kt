package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.guard.Pause
import app.kinguard.page.Gate
import app.kinguard.page.Passage

/** What the application offers the pages of the lock. */
interface LockHost {
    val lock: Lock
}

/** What stands before the family's pages: a danger or an onlooker first, and then the PIN. */
class Lock(
    val pin: Pin,
    val resetCode: ResetCode,
    val pause: Pause,
    /** By the wall clock. */
    val nowMs: () -> Long,
    /** To be called when a pause was begun or ended. */
    val pauseChanged: () -> Unit,
    private val inDanger: () -> Boolean,
) : Gate {
    override fun passage(): Passage = when {
        inDanger() -> Passage.SHUT
        pin.isSet && !pin.isOpen -> Passage.PIN
        else -> Passage.OPEN
    }

    override fun ask(context: Context): Intent = PinActivity.intent(context)
}
