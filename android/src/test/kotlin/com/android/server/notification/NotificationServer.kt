package com.android.server.notification

import android.app.ActivityManagerInternal.ServiceNotificationPolicy
import android.app.AppOpsManager
import android.app.Notification
import android.app.admin.DevicePolicyManagerInternal
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.Build
import android.permission.PermissionManager
import app.kinguard.platform.KINGUARD
import app.kinguard.platform.KINGUARD_ID
import app.kinguard.platform.PublishedServices
import app.kinguard.platform.ServerContext
import org.mockito.ArgumentMatchers.any
import org.mockito.ArgumentMatchers.anyInt
import org.mockito.ArgumentMatchers.eq
import org.mockito.Mockito.CALLS_REAL_METHODS
import org.mockito.Mockito.mock
import org.mockito.Mockito.`when`
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/**
 * Android's own `NotificationManagerService` of the release under test, as it changes a notification before it is
 * shown: `fixNotification` alone. Mocked: the package and permission managers, which say what was asked for and
 * granted, and app-ops and the device's policy, which grant nothing.
 */
class NotificationServer(base: Context) {
    private val packages = mock(PackageManager::class.java)
    private val service = mock(NotificationManagerService::class.java, CALLS_REAL_METHODS)
    private val permissions: PermissionManager? by lazy { mock(PermissionManager::class.java) }
    private val requested by lazy { mock(PermissionHelper::class.java) }

    init {
        PublishedServices.forget()
        ReflectionHelpers.setField(service, "mContext", ServerContext(base))
        ReflectionHelpers.setField(service, "mPackageManagerClient", packages)
        `when`(packages.getApplicationInfoAsUser(any(String::class.java), anyInt(), anyInt())).thenReturn(info())
        allow(false)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            ReflectionHelpers.setField(service, "mPermissionManager", permissions)
            ReflectionHelpers.setField(service, "mPermissionHelper", requested)
            ReflectionHelpers.setField(
                service,
                "mAppOps",
                mock(AppOpsManager::class.java) {
                    AppOpsManager.MODE_ERRORED
                },
            )
            ReflectionHelpers.setField(service, "mDpm", mock(DevicePolicyManagerInternal::class.java))
        }
    }

    /**
     * Sets whether this app holds the permission to fill the screen, which the user may take back from Android 14 on.
     */
    fun allow(fill: Boolean) {
        val answer = if (fill) PackageManager.PERMISSION_GRANTED else PackageManager.PERMISSION_DENIED
        `when`(packages.checkPermission(FILL, KINGUARD_ID)).thenReturn(answer)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            `when`(permissions?.checkPermissionForDataDelivery(eq(FILL), any(), any())).thenReturn(answer)
        }
    }

    /** Requests that permission in its manifest. */
    fun request() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE) return
        `when`(requested.hasRequestedPermission(eq(FILL), eq(KINGUARD_ID), anyInt())).thenReturn(true)
    }

    /** Returns what is left of [notification] of this app. */
    fun fix(notification: Notification): Notification {
        val int = Int::class.javaPrimitiveType
        val words = mutableListOf(
            ClassParameter.from(Notification::class.java, notification),
            ClassParameter.from(String::class.java, KINGUARD_ID),
        )
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            words += ClassParameter.from(String::class.java, "tag")
            words += ClassParameter.from(int, 1)
        }
        words += ClassParameter.from(int, 0)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            words += ClassParameter.from(int, KINGUARD)
            words += ClassParameter.from(
                ServiceNotificationPolicy::class.java,
                ServiceNotificationPolicy.NOT_FOREGROUND_SERVICE,
            )
            words += ClassParameter.from(Boolean::class.javaPrimitiveType, false)
        }
        ReflectionHelpers.callInstanceMethod<Unit>(
            NotificationManagerService::class.java,
            service,
            "fixNotification",
            *words.toTypedArray(),
        )
        return notification
    }

    private fun info() = ApplicationInfo().also {
        it.packageName = KINGUARD_ID
        it.uid = KINGUARD
        it.targetSdkVersion = Build.VERSION.SDK_INT
    }

    private companion object {
        const val FILL = "android.permission.USE_FULL_SCREEN_INTENT"
    }
}
