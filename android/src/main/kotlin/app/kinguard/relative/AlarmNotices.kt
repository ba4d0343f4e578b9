package app.kinguard.relative

import android.annotation.TargetApi
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.Build
import app.kinguard.R
import app.kinguard.failure.unlessRefused

/** All notifications of a family's phone. */
internal class AlarmNotices(
    private val context: Context,
    /** The page of the alarm about a parent. */
    private val alarmPage: (parent: Long) -> Intent,
    /** The page with all parents. */
    private val home: () -> Intent,
    /** Puts a time into words. */
    private val moment: (stampMs: Long) -> String,
) {
    private val manager = checkNotNull(context.getSystemService(NotificationManager::class.java)) { "on every release" }

    /** What Android wants to show for as long as the service runs. */
    fun service(): Notification = builder(Channel.SERVICE, home())
        .setContentTitle(context.getString(R.string.relative_notice_listening))
        .setOngoing(true)
        .setShowWhen(false)
        .setCategory(Notification.CATEGORY_SERVICE)
        .also { if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) atOnce(it) }
        .build()

    /**
     * Brings up the alarm's page, as far as this phone allows: on a dark screen Android opens it, on one in use, or
     * where the permission is missing, it shows a banner. It launches a page only for a new notification, so an earlier
     * one is removed first.
     */
    fun alarm(parent: Long, title: String, text: String) = unlessRefused {
        manager.cancel(tag(parent), ALARM)
        val page = alarmPage(parent).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_NO_USER_ACTION)
        val notification = builder(Channel.ALARM, page, request(parent))
            .words(title, text)
            .setCategory(Notification.CATEGORY_ALARM)
            // It is meant for whoever lies next to the phone.
            .setVisibility(Notification.VISIBILITY_PUBLIC)
            .setOngoing(true)
            .setFullScreenIntent(open(page, request(parent)), true)
            .build()
        manager.notify(tag(parent), ALARM, notification)
    }

    fun alarmIsOver(parent: Long) = manager.cancel(tag(parent), ALARM)

    /** Shows [notice] about the parent who is called [name]. */
    fun show(id: Long, parent: Long, name: String, notice: Notice) {
        val called = name.ifEmpty { context.getString(R.string.relative_notice_parent) }
        when (notice) {
            is Notice.Words -> {
                val channel = if (notice.isLoud) Channel.LOUD else Channel.QUIET
                post(channel, parent, FIRST_WORDS + (id % MOST_WORDS).toInt(), notice.title, notice.text)
            }
            is Notice.Silent -> {
                val text = context.getString(R.string.relative_notice_silent_text, moment(notice.sinceMs))
                post(Channel.LOUD, parent, SILENT, context.getString(R.string.relative_notice_silent, called), text)
            }
            Notice.HeardAgain -> {
                manager.cancel(tag(parent), SILENT)
                post(Channel.QUIET, parent, HEARD, context.getString(R.string.relative_notice_heard_again, called), "")
            }
            Notice.Removed -> {
                val text = context.getString(R.string.relative_notice_removed_text)
                post(Channel.LOUD, parent, OVER, context.getString(R.string.relative_notice_removed, called), text)
            }
            Notice.Lost -> {
                val text = context.getString(R.string.relative_notice_lost_text)
                post(Channel.LOUD, parent, OVER, context.getString(R.string.relative_notice_lost, called), text)
            }
        }
    }

    /** Takes back everything about [parent]. */
    fun withdraw(parent: Long) = unlessRefused {
        manager.activeNotifications.filter { it.tag == tag(parent) }.forEach { manager.cancel(it.tag, it.id) }
    }

    private fun post(channel: Channel, parent: Long, id: Int, title: String, text: String) = unlessRefused {
        manager.notify(tag(parent), id, builder(channel, home(), request(parent)).words(title, text).build())
    }

    private fun Notification.Builder.words(title: String, text: String) =
        setContentTitle(title).setContentText(text).setStyle(Notification.BigTextStyle().bigText(text))

    private fun builder(channel: Channel, page: Intent, request: Int = 0): Notification.Builder {
        manager.createNotificationChannel(channel(channel))
        return Notification.Builder(context, channel.id)
            .setSmallIcon(R.drawable.guard_mark)
            .setContentIntent(open(page, request))
            .setAutoCancel(channel != Channel.ALARM)
    }

    private fun channel(of: Channel) = NotificationChannel(of.id, context.getString(of.title), of.importance).apply {
        if (of != Channel.ALARM) return@apply
        // The alarm sounds and vibrates by itself, and for longer than Android would.
        setSound(null, null)
        enableVibration(false)
        lockscreenVisibility = Notification.VISIBILITY_PUBLIC
        // Android takes this only from an app that the user lets through Do Not Disturb.
        if (manager.isNotificationPolicyAccessGranted) setBypassDnd(true)
    }

    private fun open(page: Intent, request: Int): PendingIntent {
        val flags = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE
        return PendingIntent.getActivity(context, request, page, flags)
    }

    @TargetApi(Build.VERSION_CODES.S)
    private fun atOnce(builder: Notification.Builder) {
        builder.setForegroundServiceBehavior(Notification.FOREGROUND_SERVICE_IMMEDIATE)
    }

    private fun request(parent: Long) = (parent % Int.MAX_VALUE).toInt()

    private enum class Channel(val id: String, val title: Int, val importance: Int) {
        SERVICE("relative", R.string.relative_channel_service, NotificationManager.IMPORTANCE_LOW),
        ALARM("relative-alarm", R.string.relative_channel_alarm, NotificationManager.IMPORTANCE_HIGH),
        LOUD("relative-loud", R.string.relative_channel_loud, NotificationManager.IMPORTANCE_HIGH),
        QUIET("relative-quiet", R.string.relative_channel_quiet, NotificationManager.IMPORTANCE_LOW),
    }

    internal companion object {
        /** Unique among this app's notifications, as are those below with their tag. */
        const val SERVICE = 20
        const val ALARM = 21
        const val SILENT = 22
        const val HEARD = 23
        const val OVER = 24
        private const val FIRST_WORDS = 100
        private const val MOST_WORDS = 1_000L

        fun tag(parent: Long) = "relative-$parent"

        /** Returns whether the alarm's notification is let through by the switches of this app. */
        fun mayAlarm(manager: NotificationManager): Boolean {
            val channel = manager.getNotificationChannel(Channel.ALARM.id)
            val isHigh = channel == null || channel.importance >= NotificationManager.IMPORTANCE_HIGH
            return manager.areNotificationsEnabled() && isHigh
        }
    }
}
