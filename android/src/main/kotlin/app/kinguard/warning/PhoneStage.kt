package app.kinguard.warning

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.provider.Settings
import app.kinguard.R
import app.kinguard.core.Level

/**
 * Brings [WarningActivity] to the front. The permission to draw over others lets an app start its screen from the
 * background; without it a notification with a full-screen intent does, where the phone allows that. The notification
 * stays as the way back in either case. It shows no facts: whoever watches the screen reads it too.
 */
class PhoneStage(private val context: Context) : Stage {
    private val notices = context.getSystemService(NotificationManager::class.java)

    override fun raise(warning: Warning) {
        val mayStart = Settings.canDrawOverlays(context)
        notices?.notify(NOTICE, notice(warning, !mayStart))
        if (mayStart) context.startActivity(screen())
    }

    override fun clear() {
        notices?.cancel(NOTICE)
    }

    private fun notice(warning: Warning, raises: Boolean): Notification {
        val channel = NotificationChannel(CHANNEL, context.getString(R.string.warning_channel), IMPORTANCE)
        channel.setSound(null, null)
        notices?.createNotificationChannel(channel)
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        val open = PendingIntent.getActivity(context, 0, screen(), flags)
        return Notification
            .Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.warning_notice)
            .setContentTitle(context.getString(R.string.warning_notice_title))
            .setContentText(context.getString(R.string.warning_notice))
            .setCategory(Notification.CATEGORY_ALARM)
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setOngoing(true)
            .setContentIntent(open)
            .apply { if (raises) setFullScreenIntent(open, warning.level == Level.RED) }
            .build()
    }

    private fun screen() = Intent(context, WarningActivity::class.java).addFlags(
        Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_NO_ANIMATION,
    )

    private companion object {
        const val CHANNEL = "warning"
        const val NOTICE = 7_001
        const val IMPORTANCE = NotificationManager.IMPORTANCE_HIGH
    }
}
