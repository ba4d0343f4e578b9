package app.kinguard.phone

import android.annotation.TargetApi
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import app.kinguard.failure.unlessRefused

/**
 * The fate of an app that nobody opens for months: from Android 11 on it loses its permissions, from 12 on it is
 * stopped too, unless the user exempts it (PermissionController's AutoRevokePermissions.kt and HibernationPolicy.kt). A
 * parent never opens the guard. On Android 10 an update of Google's services may bring the same, which no ordinary app
 * can query.
 */
class UnusedApps(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    /** True if this app is affected. False if it cannot be read. */
    val takesFromUs: Boolean
        get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R && !isExempt()

    /**
     * Returns the screens that grant the exemption, the best first. On Android 11 the permission controller has a page
     * for it; from 12 on the switch is in the app's details (androidx.core IntentCompat makes the same choice).
     */
    fun screens(): List<Intent> = listOf(Intent(PAGE_OF_11, Uri.fromParts("package", context.packageName, null)))
        .takeIf { release == Build.VERSION_CODES.R }.orEmpty()

    @TargetApi(Build.VERSION_CODES.R)
    private fun isExempt(): Boolean = unlessRefused { context.packageManager.isAutoRevokeWhitelisted } ?: true

    private companion object {
        const val PAGE_OF_11 = "android.intent.action.AUTO_REVOKE_PERMISSIONS"
    }
}
