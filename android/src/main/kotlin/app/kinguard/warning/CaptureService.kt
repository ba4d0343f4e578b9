package app.kinguard.warning

import android.app.Activity
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.media.projection.MediaProjection
import android.media.projection.MediaProjectionManager
import android.os.Handler
import android.os.IBinder
import android.os.Looper
import app.kinguard.R
import app.kinguard.failure.unlessRefused

/** Runs for the moment in which this app's own capture begins and ends. */
class CaptureService : Service() {
    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, startId: Int): Int {
        val worked =
            // May be refused, already used, or changed by a maker: the parent can still press the power button.
            unlessRefused { beganAndEnded(intent) } ?: false
        // The end of the service also ends a capture that could not be ended.
        stopForeground(STOP_FOREGROUND_REMOVE)
        stopSelf(startId)
        (application as? WarningHost)?.warningController?.captured(worked)
        return START_NOT_STICKY
    }

    private fun beganAndEnded(intent: Intent?): Boolean {
        @Suppress("DEPRECATION") // Its successor came with Android 13.
        val leave = intent?.getParcelableExtra<Intent>(LEAVE) ?: return false
        startForeground(NOTICE, notice(), ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION)
        // Receiving the capture counts as having begun it.
        val capture =
            getSystemService(MediaProjectionManager::class.java)
                ?.getMediaProjection(Activity.RESULT_OK, leave)
                ?: return false
        end(capture)
        return true
    }

    private fun end(capture: MediaProjection) {
        val nothing = object : MediaProjection.Callback() {}
        try {
            // From Android 14 on an app that holds a capture has to listen for its end.
            capture.registerCallback(nothing, Handler(Looper.getMainLooper()))
        } finally {
            capture.stop()
        }
        capture.unregisterCallback(nothing)
    }

    private fun notice(): Notification {
        val channel =
            NotificationChannel(CHANNEL, getString(R.string.warning_cut_channel), NotificationManager.IMPORTANCE_LOW)
        getSystemService(NotificationManager::class.java)?.createNotificationChannel(channel)
        return Notification
            .Builder(this, CHANNEL)
            .setSmallIcon(R.drawable.warning_sign)
            .setContentTitle(getString(R.string.warning_cut_notice))
            .build()
    }

    companion object {
        /** Different from the guard's. */
        const val NOTICE = 7_001
        private const val CHANNEL = "capture"
        private const val LEAVE = "leave"

        internal fun with(context: Context, leave: Intent): Intent =
            Intent(context, CaptureService::class.java).putExtra(LEAVE, leave)
    }
}
