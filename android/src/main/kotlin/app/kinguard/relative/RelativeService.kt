package app.kinguard.relative

import android.annotation.TargetApi
import android.app.Notification
import android.app.Service
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.IBinder
import app.kinguard.failure.isAllowed

/**
 * Keeps the process of a family's phone alive, so that an alarm arrives at once. The work is done by [FamilyListening].
 * Why it is of the type for special use is in docs/platform.md, "A connection that stays".
 */
class RelativeService : Service() {
    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, startId: Int): Int {
        val phone = (application as? FamilyPhoneHost)?.familyPhone ?: return START_NOT_STICKY
        // First, whatever follows: Android ends a process whose service does not come to the foreground.
        val allowed = isAllowed { toForeground(phone.notification()) }
        if (!allowed || !phone.isOn) {
            // The system would restart it without permission. The job reads every quarter of an hour meanwhile.
            stopSelf()
            return START_NOT_STICKY
        }
        phone.isServed = true
        phone.begin()
        return START_STICKY
    }

    override fun onDestroy() {
        (application as? FamilyPhoneHost)?.familyPhone?.isServed = false
        super.onDestroy()
    }

    private fun toForeground(notification: Notification) =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            forSpecialUse(notification)
        } else {
            startForeground(AlarmNotices.SERVICE, notification)
        }

    @TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private fun forSpecialUse(notification: Notification) =
        startForeground(AlarmNotices.SERVICE, notification, ServiceInfo.FOREGROUND_SERVICE_TYPE_SPECIAL_USE)
}
