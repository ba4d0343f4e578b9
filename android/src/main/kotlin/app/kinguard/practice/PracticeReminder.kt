package app.kinguard.practice

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.guard.GuardHost

/** Offers the drill once every three months, with an ordinary notification at a convenient hour. */
class PracticeReminder(
    private val context: Context,
    private val store: PracticeStore,
    private val nowMs: () -> Long,
    /** The local hour of the day, from 0. */
    private val hour: () -> Int,
    /** Returns whether nothing is going on that the offer could disturb, or be taken for. */
    private val isCalm: () -> Boolean,
) {
    private val manager =
        checkNotNull(context.getSystemService(NotificationManager::class.java)) { "part of every release" }

    /**
     * Offers the drill if it is due. Harmless at any time. The turn is taken first: on a full phone this app must not
     * repeat itself.
     */
    fun offer() {
        val due = store.isDue(nowMs())
        if (due && hour() in DECENT && isCalm() && store.takeTurn(nowMs())) manager.notify(ID, notification())
    }

    fun withdraw() = manager.cancel(ID)

    private fun notification(): Notification {
        val name = context.getString(R.string.practice_channel)
        manager.createNotificationChannel(
            NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT),
        )
        val open = PendingIntent.getActivity(
            context,
            0,
            PracticeActivity.intent(context),
            PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE,
        )
        val later = PendingIntent.getBroadcast(
            context,
            0,
            Intent(context, PracticeLaterReceiver::class.java),
            PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE,
        )
        return Notification
            .Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.guard_mark)
            .setContentTitle(context.getString(R.string.practice_offer))
            .setContentText(context.getString(R.string.practice_offer_why))
            .setAutoCancel(true)
            .setContentIntent(open)
            .addAction(Notification.Action.Builder(null, context.getString(R.string.practice_later), later).build())
            .build()
    }

    companion object {
        const val ID = 3
        internal const val CHANNEL = "practice"

        /** Neither early nor late, nor during a nap after lunch. */
        private val DECENT = (9..11) + (15..19)
    }
}

/** Receives "Later" from the notification. */
class PracticeLaterReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val host = context.applicationContext as? PracticeHost ?: return
        val pending: PendingResult? = goAsync()
        host.practice.later { pending?.finish() }
        host.practiceReminder.withdraw()
        // A tap on a notification lets its app start a service for a moment.
        (host as? GuardHost)?.starter?.makeUp()
    }
}
