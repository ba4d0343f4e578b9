package app.kinguard.phone

import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.PermissionInfo
import app.kinguard.failure.unlessRefused

/**
 * The list of installed apps, and whether this phone shows it. Phones for mainland China guard the list with a
 * permission of their own, the [PERMISSION] of T/TAF 108-2022: without it they answer with an empty or partial list,
 * and throw nothing. Many grant it "while in use" only, so even holding the permission proves nothing.
 */
class InstalledApps(private val context: Context) {
    private val packages: PackageManager get() = context.packageManager

    /** True if the phone guards the list with that permission and asks the user for it. */
    val isGuarded: Boolean
        get() = unlessRefused { packages.getPermissionInfo(PERMISSION, 0).protection } ==
            PermissionInfo.PROTECTION_DANGEROUS

    /** Returns the list as the phone shows it. Null if it refuses. */
    fun all(): List<PackageInfo>? = unlessRefused { packages.getInstalledPackages(0) }

    /**
     * Returns whether the list can be trusted: nothing guards it, and it has an app that neither came with the phone
     * nor is this one. A phone on which no such app was ever installed looks like one that hides them, and counts as
     * one.
     */
    fun areShown(): Boolean = (context.holds(PERMISSION) || !isGuarded) &&
        all().orEmpty().any { it.packageName != context.packageName && it.isForeign() }

    private fun PackageInfo.isForeign() = applicationInfo?.isPreinstalled() == false

    companion object {
        const val PERMISSION = "com.android.permission.GET_INSTALLED_APPS"
    }
}

/**
 * Returns whether the app came with the phone, updated or not: an update must carry the maker's signature, so it is no
 * stranger's.
 */
fun ApplicationInfo.isPreinstalled(): Boolean =
    flags and (ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP) != 0
