package app.kinguard.guard

import android.annotation.TargetApi
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.Build
import app.kinguard.R
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.signals.lacking

/**
 * The ongoing notification, which says in words what is watched and what is not. It is quiet, so that nobody switches
 * it off.
 */
class GuardNotification(
    private val context: Context,
    /** Opens the page for money that was sent, while that may still become known. */
    private val moneySent: () -> Intent? = { null },
    /** The end of the guard's pause, in words. Null while the guard works. */
    private val pausedUntil: () -> String? = { null },
    /** The screen that a tap opens. */
    private val home: Intent? = null,
) {
    @Volatile
    private var latest: Notification? = null

    /** Returns the latest notification, or a plain one if there is none yet. Reads and asks nothing. */
    fun atHand(): Notification = latest ?: notification(context.getString(R.string.guard_begins), null).build()

    /** Builds the notification about [signals]. Reads and asks a lot, so not for the main thread. */
    fun about(signals: List<Signal>): Notification {
        val paused = pausedUntil()
        val text = paused?.let { context.getString(R.string.guard_paused_until, it) } ?: text(signals)
        val title = if (paused == null) title(signals) else context.getString(R.string.guard_paused)
        val builder = notification(title, text)
        moneySent()?.let { builder.addAction(action(it)) }
        return builder.build().also { latest = it }
    }

    /**
     * Updates the notification after a change. If the service does not run, the notification would stay behind and say
     * what is no longer so.
     */
    fun refresh(signals: List<Signal>) {
        val manager = context.service<NotificationManager>()
        if (manager.activeNotifications.any { it.id == ID }) manager.notify(ID, about(signals))
    }

    private fun notification(title: String, text: String?): Notification.Builder {
        val name = context.getString(R.string.guard_channel)
        context.service<NotificationManager>().createNotificationChannel(
            NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_LOW),
        )
        val builder =
            Notification
                .Builder(context, CHANNEL)
                .setSmallIcon(R.drawable.guard_mark)
                .setContentTitle(title)
                .setContentText(text)
                .setOngoing(true)
                .setShowWhen(false)
                .setCategory(Notification.CATEGORY_SERVICE)
        home?.let { builder.setContentIntent(PendingIntent.getActivity(context, 0, it, PendingIntent.FLAG_IMMUTABLE)) }
        text?.let { builder.setStyle(Notification.BigTextStyle().bigText(it)) }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) atOnce(builder)
        return builder
    }

    private fun title(signals: List<Signal>): String {
        val words = when {
            watched(signals).isEmpty() -> R.string.guard_watching_nothing
            lost(signals).isEmpty() -> R.string.guard_watching
            else -> R.string.guard_watching_in_part
        }
        return context.getString(words)
    }

    private fun text(signals: List<Signal>): String {
        val lines =
            listOfNotNull(
                watched(signals).takeIf(List<String>::isNotEmpty)?.let { line(R.string.guard_watched, it) },
                lost(signals).takeIf(List<String>::isNotEmpty)?.let { line(R.string.guard_not_watched, it) },
            )
        return lines.joinToString("\n").ifEmpty { context.getString(R.string.guard_nothing) }
    }

    private fun watched(signals: List<Signal>): List<String> =
        signals.filter { it.state() == SignalState.Works }.mapNotNull(::words).distinct()

    /** Names the sources that do not work although this phone supports them, and that somebody should fix. */
    private fun lost(signals: List<Signal>): List<String> =
        signals.filter { it.state().lacking != null }.mapNotNull(::words).distinct()

    private fun line(frame: Int, words: List<String>) =
        context.getString(frame, words.joinToString(context.getString(R.string.guard_and)))

    /** Returns the words for [signal]. Null for a source that only serves the others. */
    private fun words(signal: Signal): String? = when (signal.id) {
        SignalId.CALL_SCREENING -> R.string.guard_sees_callers
        SignalId.CALLER_NUMBERS -> null
        SignalId.PHONE_STATE -> R.string.guard_sees_calls
        SignalId.AUDIO_MODE -> R.string.guard_sees_voice_chats
        SignalId.CALL_FORWARDING -> R.string.guard_sees_forwarding
        SignalId.PACKAGES -> R.string.guard_sees_installs
        SignalId.USAGE_EVENTS -> R.string.guard_sees_apps
        SignalId.DISPLAYS -> R.string.guard_sees_sharing
        SignalId.ACCESSIBILITY_SERVICES -> R.string.guard_sees_remote_control
        SignalId.SCREEN, SignalId.NFC, SignalId.ROAMING, SignalId.CAR_MODE, SignalId.POWERS -> null
    }?.let(context::getString)

    private fun action(open: Intent): Notification.Action {
        val intent = PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE)
        return Notification.Action.Builder(null, context.getString(R.string.guard_money_sent), intent).build()
    }

    /** Shows the notification at once: from Android 12 on the system may delay it for ten seconds. */
    @TargetApi(Build.VERSION_CODES.S)
    private fun atOnce(builder: Notification.Builder) {
        builder.setForegroundServiceBehavior(Notification.FOREGROUND_SERVICE_IMMEDIATE)
    }

    companion object {
        const val ID = 1
        private const val CHANNEL = "guard"
    }
}
