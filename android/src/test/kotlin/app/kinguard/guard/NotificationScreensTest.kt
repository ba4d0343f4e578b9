package app.kinguard.guard

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.graphics.Color
import android.view.Gravity
import android.widget.FrameLayout
import android.widget.RemoteViews
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.core.Capability
import app.kinguard.core.Level
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.warning.WarningActivity
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Draws the notifications as Android itself lays them out, opened to their full height. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class NotificationScreensTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val manager = app.service<NotificationManager>()
    private val pictures = Pictures(setOf("notification-part"))

    @Test
    fun `tall phone`() = pictures.inEachLook(Phone.TALL) { look ->
        for ((name, notification) in notifications()) {
            if (!pictures.wants(name)) continue
            val shade = FrameLayout(app).apply { setBackgroundColor(Color.LTGRAY) }
            val row = opened(notification).apply(app, shade)
            row.setBackgroundColor(Color.WHITE)
            val size = FrameLayout.LayoutParams(
                FrameLayout.LayoutParams.MATCH_PARENT,
                FrameLayout.LayoutParams.WRAP_CONTENT,
                Gravity.CENTER,
            )
            shade.addView(row, size)
            val title = "${notification.extras.getCharSequence(Notification.EXTRA_TITLE)}"
            assertTrue(title, Drawing.below(row).any { it is TextView && "${it.text}" == title })
            Drawing(shade, Phone.TALL, pictures.file(name, Phone.TALL, look)).asSeen(mayBeShortened = true)
        }
    }

    /** Android lays its own notifications out with what it tells apps not to use any more. */
    @Suppress("DEPRECATION")
    private fun opened(notification: Notification): RemoteViews {
        val builder = Notification.Builder.recoverBuilder(app, notification)
        return builder.createBigContentView() ?: builder.createContentView()
    }

    private fun notifications(): Map<String, Notification> {
        val works = ScriptedSignal(id = SignalId.CALL_SCREENING)
        val lost = ScriptedSignal(id = SignalId.USAGE_EVENTS, works = SignalState.Missing(Capability.USAGE_ACCESS))
        val guard = GuardNotification(app)
        return mapOf(
            "notification-whole" to guard.about(listOf(works)),
            "notification-part" to guard.about(listOf(works, lost)),
            "notification-nothing" to guard.about(emptyList()),
            "notification-money-sent" to GuardNotification(app, { warning() }).about(listOf(works)),
            "notification-red" to posted(Level.RED),
            "notification-amber" to posted(Level.AMBER),
        )
    }

    private fun posted(level: Level): Notification {
        WarningLauncher(app, { false }, ::warning).settle(level)
        return manager.activeNotifications.last().notification.also { manager.cancelAll() }
    }

    private fun warning() = Intent(app, WarningActivity::class.java)
}
