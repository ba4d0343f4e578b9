package com.android.server.usage

import android.app.ActivityManagerInternal
import android.app.AppOpsManager
import android.app.usage.IUsageStatsManager
import android.app.usage.UsageEvents
import android.app.usage.UsageStatsManager
import android.app.usage.UsageStatsManagerInternal
import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import android.content.pm.PackageManagerInternal
import android.content.pm.UserInfo
import android.os.Build
import android.os.Environment
import android.os.Handler
import android.os.Parcel
import android.os.ServiceManager
import android.os.SystemClock
import android.os.UserManager
import android.util.SparseArray
import app.kinguard.platform.KINGUARD
import app.kinguard.platform.KINGUARD_ID
import app.kinguard.platform.PublishedServices
import app.kinguard.platform.ServerContext
import app.kinguard.platform.asApp
import app.kinguard.platform.standIn
import com.android.server.LocalServices
import org.mockito.ArgumentMatchers.anyBoolean
import org.mockito.ArgumentMatchers.anyInt
import org.mockito.ArgumentMatchers.eq
import org.mockito.Mockito.mock
import org.mockito.Mockito.`when`
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.lang.reflect.Proxy

/**
 * Android's own `UsageStatsService` of the release under test. Mocked: the package and activity managers inside the
 * server, the lists of apps and users, app-ops (that of usage access is set by [allow]), and from Android 13 on app
 * standby.
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
        // The server keeps its record where the last test left one.
        Environment.getDataDirectory().walkBottomUp().filter {
            it.name == "usagestats"
        }.forEach { it.deleteRecursively() }
        LocalServices.removeServiceForTest(UsageStatsManagerInternal::class.java)
        LocalServices.removeServiceForTest(AppStandbyInternal::class.java)
        service = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) alone() else withoutStandby()
        service.onStart()
        inside = LocalServices.getService(UsageStatsManagerInternal::class.java)
        settle()
    }

    /** Returns what `getSystemService(USAGE_STATS_SERVICE)` gives an app: the genuine client on the genuine server. */
    fun client(of: Context): UsageStatsManager {
        val here = here()
        val there = Proxy.newProxyInstance(javaClass.classLoader, arrayOf(IUsageStatsManager::class.java)) {
                _,
                method,
                words,
            ->
            val answer = method.invoke(here, *words)
            if (answer is UsageEvents) throughParcel(answer) else answer
        }
        return UsageStatsManager(of, there as IUsageStatsManager)
    }

    private fun here() = IUsageStatsManager.Stub.asInterface(ServiceManager.getService("usagestats"))

    /**
     * Passes the events through a parcel: the server writes its record into one, and only what comes out of one can be
     * read.
     */
    private fun throughParcel(events: UsageEvents): UsageEvents {
        val parcel = Parcel.obtain()
        events.writeToParcel(parcel, 0)
        parcel.setDataPosition(0)
        return UsageEvents.CREATOR.createFromParcel(parcel)
    }

    /** Sets the app-op of usage access for this app: one of [AppOpsManager]'s modes. */
    @Suppress("DEPRECATION") // The server asks like this on every release.
    fun allow(mode: Int) {
        `when`(ops.noteOp(eq(GET_USAGE_STATS), anyInt(), eq(KINGUARD_ID))).thenReturn(mode)
    }

    /** Grants the permission of usage access, which counts if the app-op was never set. */
    fun grant() = context.grant(KINGUARD, "android.permission.PACKAGE_USAGE_STATS")

    fun isInstant(app: String) {
        `when`(packages.isPackageEphemeral(OWNER, app)).thenReturn(true)
    }

    /**
     * Unlocks the phone for the first time after a restart: from Android 11 on the record lies in the storage that this
     * opens.
     */
    fun unlock(user: Int = OWNER) {
        pass()
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            // The server opens the record, and notes the start of the phone, at the first query.
            asApp(ServerContext.SYSTEM) { here().queryEvents(0, 1, "android") }
        } else {
            val whose = ClassParameter.from(Int::class.javaPrimitiveType, user)
            ReflectionHelpers.callInstanceMethod<Unit>(service, "onUserUnlocked", whose)
        }
        settle()
    }

    /** Reports an activity or a service as the activity manager would, with one of the types of [UsageEvents.Event]. */
    fun report(what: ComponentName, type: Int, user: Int = OWNER) {
        pass()
        asApp(ServerContext.SYSTEM) { inside.reportEvent(what, user, type, what.hashCode() + user, null) }
        settle()
    }

    /** Reports what the server would of an app, or of itself. */
    fun report(app: String, type: Int, user: Int = OWNER) {
        pass()
        asApp(ServerContext.SYSTEM) { inside.reportEvent(app, user, type) }
        settle()
    }

    /** Returns the time as the server computes it for the owner of the phone. */
    fun wallClockMs(): Long =
        snapshot("mSystemTimeSnapshot") + SystemClock.elapsedRealtime() - snapshot("mRealTimeSnapshot")

    /**
     * Lets a moment pass. The server takes the wall clock from the machine, and the time since the start from
     * Robolectric, whose clock stands still. If they differ by two seconds it assumes that the wall clock was corrected
     * and moves its record, and it does not answer queries about the future.
     */
    fun pass() {
        Thread.sleep(MOMENT_MS)
        SystemClock.setCurrentTimeMillis(SystemClock.uptimeMillis() + System.currentTimeMillis() - wallClockMs())
    }

    /**
     * Returns a time value of the owner's record. Each user's record has its own once it is open, except on Android 10.
     */
    private fun snapshot(field: String): Long {
        val users: SparseArray<UserUsageStatsService> = ReflectionHelpers.getField(service, "mUserState")
        val reckons = users.get(OWNER).takeIf { Build.VERSION.SDK_INT >= Build.VERSION_CODES.R } ?: service
        return ReflectionHelpers.getField(reckons, field)
    }

    private fun settle() = HANDLERS.forEach {
        val handler: Handler = ReflectionHelpers.getField(service, it)
        check(handler.runWithScissors({}, PATIENCE_MS)) { "the server does nothing any more" }
    }

    @Suppress("DEPRECATION") // Android 10 asks like this.
    private fun users(): UserManager = mock(UserManager::class.java).also {
        val both = listOf(UserInfo(OWNER, "owner", 0), UserInfo(CLONE, "clone", 0))
        `when`(it.getUsers(anyBoolean())).thenReturn(both)
    }

    private fun withoutStandby() = UsageStatsService(
        context,
        object : UsageStatsService.Injector() {
            override fun getAppStandbyController(context: Context): AppStandbyInternal =
                mock(AppStandbyInternal::class.java)
        },
    )

    private fun alone() = ReflectionHelpers.callConstructor(
        UsageStatsService::class.java,
        ClassParameter.from(Context::class.java, context),
    )

    companion object {
        const val OWNER = 0

        /** The user that holds the second copies of apps: 999 on Xiaomi and others. */
        const val CLONE = 999
        private const val GET_USAGE_STATS = 43

        /** Gives each event a time of its own. */
        private const val MOMENT_MS = 2L
        private const val PATIENCE_MS = 3_000L

        /** The server's threads: from Android 14 on it has one of its own. */
        private val HANDLERS =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                listOf("mHandler", "mIoHandler")
            } else {
                listOf("mHandler")
            }
    }
}
