package app.kinguard.phone

import android.annotation.TargetApi
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import app.kinguard.failure.unlessRefused

/**
 * What becomes of an app that nobody opens for months: from Android 11 on its permissions are taken away, from 12 on it is
 * stopped too, unless the person exempts it (PermissionController's AutoRevokePermissions.kt and HibernationPolicy.kt). A
 * parent opens the guard never. On Android 10 the same may come with an update of Google's services, which no ordinary app
 * can ask about.
 */
class UnusedApps(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    /** Whether this app has to fear that. Where it cannot be read, it is not said. */
    val takesFromUs: Boolean
        get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R && !isExempt()

    /**
     * Where the exemption is given, the best screen first. On Android 11 the permission controller has a page for it; from
     * 12 on the switch stands in the app's details (androidx.core IntentCompat makes the same choice).
     */
    fun screens(): List<Intent> = listOf(Intent(PAGE_OF_11, Uri.fromParts("package", context.packageName, null)))
        .takeIf { release == Build.VERSION_CODES.R }.orEmpty()

    @TargetApi(Build.VERSION_CODES.R)
    private fun isExempt(): Boolean = unlessRefused { context.packageManager.isAutoRevokeWhitelisted } ?: true

    private companion object {
        const val PAGE_OF_11 = "android.intent.action.AUTO_REVOKE_PERMISSIONS"
    }
}
