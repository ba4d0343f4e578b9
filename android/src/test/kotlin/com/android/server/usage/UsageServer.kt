package com.android.server.usage

import android.app.ActivityManagerInternal
import android.app.AppOpsManager
import android.app.usage.IUsageStatsManager
import android.app.usage.UsageStatsManager
import android.app.usage.UsageStatsManagerInternal
import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import android.content.pm.PackageManagerInternal
import android.content.pm.UserInfo
import android.os.Build
import android.os.Handler
import android.os.ServiceManager
import android.os.SystemClock
import android.os.UserManager
import app.kinguard.platform.KINGUARD
import app.kinguard.platform.KINGUARD_ID
import app.kinguard.platform.PublishedServices
import app.kinguard.platform.ServerContext
import app.kinguard.platform.asApp
import app.kinguard.platform.standIn
import com.android.server.LocalServices
import org.mockito.ArgumentMatchers.anyBoolean
import org.mockito.Mockito.mock
import org.mockito.Mockito.`when`
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/**
 * Android's own `UsageStatsService` of the release under test. Mocked: the package and activity managers inside the server,
 * the lists of apps and users, app-ops (that of usage access is what [allow] says), and from Android 13 on app standby.
 */
class UsageServer(base: Context) {
    private val context = ServerContext(base)
    private val ops = mock(AppOpsManager::class.java)
    private val packages: PackageManagerInternal
    private val service: UsageStatsService
    private val inside: UsageStatsManagerInternal

    init {
        PublishedServices.forget()
        shadowOf(base.packageManager).setPackagesForUid(KINGUARD, KINGUARD_ID)
        context.packages = mock(PackageManager::class.java)
        context.offer(Context.USER_SERVICE, users())
        context.offer(Context.APP_OPS_SERVICE, ops)
        packages = standIn(PackageManagerInternal::class.java)
        standIn(ActivityManagerInternal::class.java)
        LocalServices.removeServiceForTest(UsageStatsManagerInternal::class.java)
        LocalServices.removeServiceForTest(AppStandbyInternal::class.java)
        service = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) alone() else withoutStandby()
        service.onStart()
        inside = LocalServices.getService(UsageStatsManagerInternal::class.java)
        settle()
    }

    /** What `getSystemService(USAGE_STATS_SERVICE)` gives an app: the genuine client on the genuine server. */
    fun client(of: Context) =
        UsageStatsManager(of, IUsageStatsManager.Stub.asInterface(ServiceManager.getService("usagestats")))

    /** The app-op of usage access that this app has: one of [AppOpsManager]'s modes. */
    @Suppress("DEPRECATION") // So the server asks, on every release.
    fun allow(mode: Int) {
        `when`(ops.noteOp(GET_USAGE_STATS, KINGUARD, KINGUARD_ID)).thenReturn(mode)
    }

    /** The permission of usage access, which counts where the app-op was never set. */
    fun grant() = context.grant(KINGUARD, "android.permission.PACKAGE_USAGE_STATS")

    fun isInstant(app: String) {
        `when`(packages.isPackageEphemeral(OWNER, app)).thenReturn(true)
    }

    /** The first unlock after a restart: from Android 11 on the record lies in what it opens. */
    fun unlock(user: Int = OWNER) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) return
        keepUp()
        ReflectionHelpers.callInstanceMethod<Unit>(
            service,
            "onUserUnlocked",
            ClassParameter.from(Int::class.javaPrimitiveType, user),
        )
        settle()
    }

    /** What the activity manager would report of an activity or a service: one of the types of [UsageEvents.Event]. */
    fun report(what: ComponentName, type: Int, user: Int = OWNER) {
        keepUp()
        asApp(ServerContext.SYSTEM) { inside.reportEvent(what, user, type, INSTANCE, null) }
        settle()
    }

    /** What the server would report of an app, or of itself. */
    fun report(app: String, type: Int, user: Int = OWNER) {
        keepUp()
        asApp(ServerContext.SYSTEM) { inside.reportEvent(app, user, type) }
        settle()
    }

    fun wallClockMs(): Long {
        keepUp()
        return reckonedMs()
    }

    /**
     * The server takes the wall clock from the machine, and the time since the start from Robolectric, whose clock stands
     * still. Where they differ by two seconds it takes the wall clock for corrected and moves its record.
     */
    private fun keepUp() {
        val behindMs = System.currentTimeMillis() - reckonedMs()
        SystemClock.setCurrentTimeMillis(SystemClock.uptimeMillis() + behindMs.coerceAtLeast(1))
    }

    private fun reckonedMs(): Long = snapshot("mSystemTimeSnapshot") + SystemClock.elapsedRealtime() - snapshot("mRealTimeSnapshot")

    private fun snapshot(field: String): Long = ReflectionHelpers.getField(service, field)

    private fun settle() = HANDLERS.forEach {
        val handler: Handler = ReflectionHelpers.getField(service, it)
        handler.runWithScissors({}, PATIENCE_MS)
    }

    @Suppress("DEPRECATION") // So Android 10 asks.
    private fun users(): UserManager = mock(UserManager::class.java).also {
        val both = listOf(UserInfo(OWNER, "owner", 0), UserInfo(CLONE, "clone", 0))
        `when`(it.getUsers(anyBoolean())).thenReturn(both)
    }

    private fun withoutStandby() = UsageStatsService(context, object : UsageStatsService.Injector() {
        override fun getAppStandbyController(context: Context): AppStandbyInternal = mock(AppStandbyInternal::class.java)
    })

    private fun alone() = ReflectionHelpers.callConstructor(
        UsageStatsService::class.java,
        ClassParameter.from(Context::class.java, context),
    )

    companion object {
        const val OWNER = 0

        /** The user that holds the second copies of apps: 999 on Xiaomi and others. */
        const val CLONE = 999
        private const val GET_USAGE_STATS = 43
        private const val INSTANCE = 7
        private const val PATIENCE_MS = 3_000L

        /** Where the server works, which is a thread of its own from Android 14 on. */
        private val HANDLERS =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                listOf("mHandler", "mIoHandler")
            } else {
                listOf("mHandler")
            }
    }
}
