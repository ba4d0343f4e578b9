package app.kinguard.platform

import android.app.ActivityManager
import android.app.usage.UsageStatsManager
import android.content.AttributionSource
import android.content.pm.IPackageManager
import android.os.Binder
import android.os.IBinder
import android.os.ServiceManager
import android.view.SurfaceControl
import org.mockito.Mockito.RETURNS_DEFAULTS
import org.mockito.Mockito.mock
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowActivityManager
import org.robolectric.shadows.ShadowBinder
import org.robolectric.shadows.ShadowServiceManager
import org.robolectric.shadows.ShadowSurfaceControl
import java.util.concurrent.ConcurrentHashMap

/** What SurfaceFlinger would answer: two colour spaces. Robolectric's answers nothing, and the display server falls over it. */
@Implements(value = SurfaceControl::class, isInAndroidSdk = false)
class SurfacesOfServer : ShadowSurfaceControl() {
    companion object {
        private const val SRGB = 0x8810000

        @JvmStatic
        @Implementation
        protected fun nativeGetCompositionDataspaces(): IntArray = intArrayOf(SRGB, SRGB)
    }
}

/**
 * Who calls, for each thread of its own as in Android. Robolectric's is one for all threads, and ignores the pair clear and
 * restore, so that a server would go on as the app that called it, and an app as the server.
 */
@Implements(Binder::class)
class CallersOfServer : ShadowBinder() {
    companion object {
        private val uid = ThreadLocal.withInitial { ServerContext.SYSTEM }

        /** Runs [what] as the app [caller] would. */
        fun <T> calling(caller: Int, what: () -> T): T {
            val before = uid.get()
            uid.set(caller)
            return try {
                what()
            } finally {
                uid.set(before)
            }
        }

        @JvmStatic
        @Implementation(methodName = "getCallingUid")
        protected fun caller(): Int = uid.get()

        /** One process for each app. */
        @JvmStatic
        @Implementation(methodName = "getCallingPid")
        protected fun process(): Int = uid.get()

        @JvmStatic
        @Implementation(methodName = "clearCallingIdentity")
        protected fun clear(): Long = uid.get().toLong().also { uid.set(ServerContext.SYSTEM) }

        @JvmStatic
        @Implementation(methodName = "restoreCallingIdentity")
        protected fun restore(token: Long) = uid.set(token.toInt())
    }
}

/** Lets a genuine server publish itself, which Robolectric refuses; its stand-ins answer for the rest. */
@Implements(value = ServiceManager::class, isInAndroidSdk = false)
class PublishedServices : ShadowServiceManager() {
    companion object {
        private val genuine = ConcurrentHashMap<String, IBinder>()

        // Named otherwise than what they stand for, which Kotlin would take for overriding.
        @JvmStatic
        @Implementation(methodName = "addService")
        protected fun publish(name: String, service: IBinder) {
            genuine[name] = service
        }

        @JvmStatic
        @Implementation(methodName = "addService")
        protected fun publish(name: String, service: IBinder, isolated: Boolean) = publish(name, service)

        @JvmStatic
        @Implementation(methodName = "addService")
        protected fun publish(name: String, service: IBinder, isolated: Boolean, dump: Int) = publish(name, service)

        @JvmStatic
        @Implementation(methodName = "getService")
        protected fun find(name: String): IBinder? = genuine[name] ?: getService(name)

        /** For the next test. */
        fun forget() = genuine.clear()
    }
}

/** The code that @EnforcePermission generates asks this from Android 14 on, with a context of its own. */
@Implements(className = "android.os.PermissionEnforcer", isInAndroidSdk = false, minSdk = 34)
class PermissionsOfServer {
    @Implementation
    protected fun checkPermission(permission: String, pid: Int, uid: Int): Int =
        ServerContext.current.checkPermission(permission, pid, uid)

    @Implementation
    protected fun checkPermission(permission: String, source: AttributionSource): Int =
        ServerContext.current.checkPermission(permission, 0, source.uid)
}

/** By this the activity manager asks what a uid may. */
@Implements(ActivityManager::class)
class GrantsOfServer : ShadowActivityManager() {
    companion object {
        @JvmStatic
        @Implementation(methodName = "checkComponentPermission")
        protected fun granted(permission: String, uid: Int, owner: Int, exported: Boolean): Int =
            ServerContext.current.checkPermission(permission, 0, uid)

        /** The same on Android 15, for each of the displays and devices that an app may run on. */
        @JvmStatic
        @Implementation(methodName = "checkComponentPermission")
        protected fun granted(permission: String, uid: Int, device: Int, owner: Int, exported: Boolean): Int =
            ServerContext.current.checkPermission(permission, 0, uid)
    }
}

/** What the release that an app targets changes for it; the server's own table is not in Robolectric's framework. */
@Implements(className = "android.app.compat.CompatChanges", isInAndroidSdk = false, minSdk = 30)
class ChangesOfServer {
    companion object {
        @JvmStatic
        @Implementation
        protected fun isChangeEnabled(change: Long, uid: Int): Boolean = ServerContext.current.isChanged(change)
    }
}

/** Whose an app is, as the job scheduler asks when it reads what it kept. Robolectric's package manager does not say. */
@Implements(className = "android.app.AppGlobals", isInAndroidSdk = false)
class UidsOfServer {
    companion object {
        @JvmStatic
        @Implementation
        protected fun getPackageManager(): IPackageManager = mock(IPackageManager::class.java) { call ->
            if (call.method.name == "getPackageUid") KINGUARD else RETURNS_DEFAULTS.answer(call)
        }
    }
}

/** Nothing in the way of the genuine client, which asks the genuine server. */
@Implements(UsageStatsManager::class)
class GenuineUsageStats
