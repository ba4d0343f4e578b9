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
    private val danger: Danger,
) : Gate {
    /** Whether a danger goes on, or somebody may be looking on. */
    interface Danger {
        /** From memory; null while it is not known. */
        val goesOn: Boolean?

        /** Finds out anew, on the guard's thread, and calls [known] there. */
        fun find(known: () -> Unit)
    }

    override fun passage(): Passage {
        val danger = danger.goesOn
        val isSet = pin.isKnownToBeSet
        return when {
            danger == true -> Passage.SHUT
            danger == null || isSet == null -> Passage.NOT_KNOWN
            isSet && !pin.isOpen -> Passage.PIN
            else -> Passage.OPEN
        }
    }

    override fun find(known: () -> Unit) = danger.find {
        pin.learn()
        known()
    }

    override fun ask(context: Context): Intent = PinActivity.intent(context)
}
