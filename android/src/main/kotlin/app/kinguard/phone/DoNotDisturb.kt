package app.kinguard.phone

import android.annotation.TargetApi
import android.app.NotificationManager
import android.content.Context
import android.os.Build

/** Returns whether the phone silences even alarms now. Before Android 11 only total silence can be detected. */
fun Context.keepsAlarmsQuiet(): Boolean {
    val manager = getSystemService(NotificationManager::class.java) ?: return false
    return when (manager.currentInterruptionFilter) {
        NotificationManager.INTERRUPTION_FILTER_NONE -> true

        NotificationManager.INTERRUPTION_FILTER_PRIORITY ->
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.R && manager.leavesAlarmsOut()

        else -> false
    }
}

@TargetApi(Build.VERSION_CODES.R)
private fun NotificationManager.leavesAlarmsOut(): Boolean =
    consolidatedNotificationPolicy.priorityCategories and NotificationManager.Policy.PRIORITY_CATEGORY_ALARMS == 0
