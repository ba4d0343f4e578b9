package app.kinguard.relative

import android.content.Context
import android.content.Intent
import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import app.kinguard.work.WakeAlarm

/** Android's own means to keep a process listening. */
internal class PhonePresence(private val context: Context, private val isServed: () -> Boolean) : Presence {
    private val alarm by lazy {
        WakeAlarm.OfPhone(context, Intent(context, RelativeReceiver::class.java).setAction(WAKE))
    }

    override fun keep(on: Boolean) {
        val service = Intent(context, RelativeService::class.java)
        if (on) {
            unlessRefused { PollService.keepGoing(context) }
            // If it is refused, the job tries again, and so does each page that is opened.
            if (!isServed()) isAllowed { context.startForegroundService(service) }
        } else {
            unlessRefused { PollService.end(context) }
            unlessRefused { context.stopService(service) }
            unlessRefused(alarm::cancel)
        }
    }

    override fun wakeIn(delayMs: Long) {
        unlessRefused { alarm.ringIn(delayMs) }
    }

    private companion object {
        const val WAKE = "app.kinguard.SILENT"
    }
}
