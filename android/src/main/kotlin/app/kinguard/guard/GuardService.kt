package app.kinguard.guard

import android.annotation.TargetApi
import android.app.Notification
import android.app.Service
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.IBinder

/**
 * Keeps the process alive, and says meanwhile what is watched. The work is done by the [GuardRunner].
 *
 * Android ends a process whose service does not come to the foreground within ten seconds of its start
 * (`ActiveServices.SERVICE_START_FOREGROUND_TIMEOUT` of Android 10). So that comes first, with whatever notification is
 * available; a better one is read on the guard's thread.
 */
class GuardService : Service() {
    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, startId: Int): Int {
        val host = application as? GuardHost ?: return START_NOT_STICKY
        val notification = host.notification.atHand()
        val allowed =
            host.starter.allowed {
                if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                    toForegroundForSpecialUse(notification)
                } else {
                    startForeground(GuardNotification.ID, notification)
                }
            }
        host.guard.start()
        if (allowed && host.starter.isWanted) {
            host.guard.tell(host.notification)
            return START_STICKY
        }
        // The system would restart the service without permission, and refuse it again and again.
        stopSelf()
        return START_NOT_STICKY
    }

    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun toForegroundForSpecialUse(notification: Notification) {
        startForeground(GuardNotification.ID, notification, ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE)
    }
}
