package app.kinguard.guard

import android.annotation.TargetApi
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.media.AudioAttributes
import android.os.Build
import android.provider.Settings
import app.kinguard.R
import app.kinguard.core.Level
import app.kinguard.failure.isAllowed
import app.kinguard.warning.WarningActivity

/**
 * Brings the warning to the front from the background, by the best way that this phone allows.
 *
 * An app that may draw over other apps may also start an activity over them. A notification asks the system to start it
 * as well: on a dark screen the system does so at once, on a phone in use it shows a banner. The notification is posted
 * in either case: some makers drop such a start without a word, and it is the way back. [FocusMonitor] checks whether
 * the warning came up.
 */
class WarningLauncher(
    private val context: Context,
    private val mayFill: () -> Boolean = { mayFillScreen(context) },
    private val activity: () -> Intent,
) {
    private val manager = context.service<NotificationManager>()

    /** The way by which the warning went up. */
    enum class Way {
        /** The activity was started. */
        ACTIVITY,

        /** The system was asked to start it. */
        FULL_SCREEN,

        /** A banner is all that this phone allows. */
        BANNER,

        /** Nothing can be shown. */
        NOWHERE,
    }

    /**
     * Starts the warning's screen. The full-screen intent is sent in either case: a start that a maker dropped looks
     * like one that worked, and the activity is a single instance. System UI launches it only for a new notification,
     * not for one that is posted again, so an earlier one is removed first.
     */
    fun launch(level: Level, title: Int = title(level)): Way {
        val started = Settings.canDrawOverlays(context) && started()
        withdraw()
        manager.notify(ID, loud(level, title))
        return when {
            started -> Way.ACTIVITY
            !manager.areNotificationsEnabled() -> Way.NOWHERE
            mayFill() -> Way.FULL_SCREEN
            else -> Way.BANNER
        }
    }

    /**
     * Makes the notification quiet once the warning is in front and it is only the way back. With its full-screen
     * intent the banner would stay over the warning itself. A notification that leaves the alert to its group makes no
     * sound and takes the banner away.
     */
    fun settle(level: Level) = manager.notify(ID, quiet(level))

    fun withdraw() = manager.cancel(ID)

    private fun started(): Boolean = isAllowed { context.startActivity(intent()) }

    private fun intent(): Intent =
        activity().addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_NO_ANIMATION)

    private fun loud(level: Level, title: Int): Notification =
        notification(title).setFullScreenIntent(open(intent()), level == Level.RED).build()

    private fun quiet(level: Level): Notification =
        notification(title(level)).setGroup(CHANNEL).setGroupAlertBehavior(Notification.GROUP_ALERT_SUMMARY).build()

    private fun open(intent: Intent): PendingIntent {
        val flags = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE
        return PendingIntent.getActivity(context, 0, intent, flags)
    }

    private fun title(level: Level) =
        if (level == Level.RED) R.string.guard_warning_stop else R.string.guard_warning_careful

    private fun notification(title: Int): Notification.Builder {
        manager.createNotificationChannel(channel())
        return Notification
            .Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.guard_mark)
            .setContentTitle(context.getString(title))
            // Somebody who sees the screen reads this too.
            .setContentText(context.getString(R.string.guard_warning_tap))
            .setCategory(Notification.CATEGORY_ALARM)
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setOngoing(true)
            .setContentIntent(open(intent().setAction(WarningActivity.TOUCHED)))
    }

    /**
     * Creates the channel. It sounds like an alarm: the warning has a voice of its own only once it is in front, and
     * otherwise a banner, or a start that the maker dropped, would be mute on a silenced phone.
     */
    private fun channel(): NotificationChannel {
        val name = context.getString(R.string.guard_warning_channel)
        val channel = NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_HIGH)
        val alarm = AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_ALARM).build()
        channel.setSound(Settings.System.DEFAULT_NOTIFICATION_URI, alarm)
        channel.enableVibration(true)
        return channel
    }

    companion object {
        const val ID = 2
        internal const val CHANNEL = "warning"

        private fun mayFillScreen(context: Context): Boolean =
            Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE || mayFillScreenBySetting(context)

        /** Returns whether the user allows it to fill the screen, which they may forbid from Android 14 on. */
        @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
        private fun mayFillScreenBySetting(context: Context): Boolean =
            context.service<NotificationManager>().canUseFullScreenIntent()
    }
}
