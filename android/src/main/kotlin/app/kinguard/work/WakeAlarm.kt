package app.kinguard.work

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.SystemClock

/**
 * A backup for the handler's timer. It rings even if the phone sleeps or the process has ended, sometimes minutes late.
 */
interface WakeAlarm {
    /** Replaces the previous alarm. */
    fun ringIn(delayMs: Long)

    fun cancel()

    /**
     * Uses Android's alarms. They are inexact, because exact ones need a permission and a late alarm is harmless. They
     * count from boot, so that changing the wall clock has no effect. [intent] is for a receiver of this app, and its
     * action distinguishes the alarms.
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
