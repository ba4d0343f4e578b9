package app.kinguard.phone

import android.Manifest
import android.app.AppOpsManager
import android.content.Context
import android.os.Process
import app.kinguard.failure.unlessRefused

/**
 * Returns whether this app may see which app is in front. False if a maker's service throws an undocumented exception.
 */
fun Context.hasUsageAccess(): Boolean {
    val mode = unlessRefused {
        getSystemService(AppOpsManager::class.java)
            ?.unsafeCheckOpNoThrow(AppOpsManager.OPSTR_GET_USAGE_STATS, Process.myUid(), packageName)
    }
    return when (mode) {
        AppOpsManager.MODE_ALLOWED -> true
        AppOpsManager.MODE_DEFAULT -> holds(Manifest.permission.PACKAGE_USAGE_STATS)
        else -> false
    }
}
