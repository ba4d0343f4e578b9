package app.kinguard.phone

import android.Manifest
import android.app.AppOpsManager
import android.content.Context
import android.os.Process
import app.kinguard.failure.unlessRefused

/** Whether this app may see which app is in front. Makers' services throw what no documentation names: then it may not. */
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
