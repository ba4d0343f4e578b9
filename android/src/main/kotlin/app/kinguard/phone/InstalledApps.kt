package app.kinguard.phone

import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.PermissionInfo
import app.kinguard.failure.unlessRefused

/**
 * Whether this phone shows which apps are on it. Phones for mainland China keep the list behind a permission of their
 * own, the [PERMISSION] of T/TAF 108-2022: without it they answer with an empty list, or with a part of it, and throw
 * nothing. Many give it "while in use" only, so even a permission that is held proves nothing.
 */
class InstalledApps(private val context: Context) {
    private val packages: PackageManager get() = context.packageManager

    /** The phone keeps the list behind that permission, and asks the person for it. */
    val isGuarded: Boolean
        get() = unlessRefused { packages.getPermissionInfo(PERMISSION, 0).protection } ==
            PermissionInfo.PROTECTION_DANGEROUS

    /** Null where the phone refuses. */
    fun all(): List<PackageInfo>? = unlessRefused { packages.getInstalledPackages(0) }

    /**
     * Whether the list may be believed: nothing keeps it back, and there is an app in it that neither came with the phone
     * nor is this one. A phone on which no such app was ever installed looks like one that hides them, and is taken for it.
     */
    fun areShown(): Boolean = (context.holds(PERMISSION) || !isGuarded) &&
        all().orEmpty().any { it.packageName != context.packageName && it.isForeign() }

    private fun PackageInfo.isForeign() = applicationInfo?.isPreinstalled() == false

    companion object {
        const val PERMISSION = "com.android.permission.GET_INSTALLED_APPS"
    }
}

/**
 * Whether the app came with the phone, updated or not: an update has to carry the maker's signature, so it is no
 * stranger's.
 */
fun ApplicationInfo.isPreinstalled(): Boolean =
    flags and (ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP) != 0
