package app.kinguard.work

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.SystemClock

/** The net below the handler: it rings though the phone sleeps or the process is gone. Late, at times by minutes. */
interface WakeAlarm {
    /** In place of the one before. */
    fun ringIn(delayMs: Long)

    fun cancel()

    /**
     * Android's. Inexact, because an exact one needs a permission of its own and a late wake is harmless; counted from
     * boot, so that correcting the wall clock moves nothing. [intent] is for a receiver of this app, and the action
     * tells one alarm from the other.
     */
    class OfPhone(private val context: Context, private val intent: Intent) : WakeAlarm {
        private val manager =
            checkNotNull(context.getSystemService(AlarmManager::class.java)) { "part of every release" }

        override fun ringIn(delayMs: Long) {
            val at = SystemClock.elapsedRealtime() + delayMs
            manager.setAndAllowWhileIdle(AlarmManager.ELAPSED_REALTIME_WAKEUP, at, ring())
        }

        override fun cancel() = manager.cancel(ring())

        private fun ring(): PendingIntent = PendingIntent.getBroadcast(
            context,
            0,
            intent,
            PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE,
        )
    }
}
