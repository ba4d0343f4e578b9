package com.android.server.display

import android.app.ActivityManagerInternal
import android.app.IProcessObserver
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.hardware.display.DisplayManager
import android.hardware.display.DisplayManagerGlobal
import android.hardware.display.IDisplayManager
import android.hardware.display.IVirtualDisplayCallback
import android.hardware.display.VirtualDisplayConfig
import android.media.projection.IMediaProjection
import android.media.projection.IMediaProjectionCallback
import android.media.projection.IMediaProjectionManager
import android.os.Binder
import android.os.Build
import android.os.Handler
import android.os.IBinder
import android.os.Looper
import android.os.ServiceManager
import app.kinguard.platform.KINGUARD
import app.kinguard.platform.KINGUARD_ID
import app.kinguard.platform.PublishedServices
import app.kinguard.platform.SHARER
import app.kinguard.platform.SHARER_ID
import app.kinguard.platform.SYSTEM_UI
import app.kinguard.platform.ServerContext
import app.kinguard.platform.asApp
import app.kinguard.platform.standIn
import com.android.server.LocalServices
import com.android.server.display.feature.DisplayManagerFlags
import com.android.server.media.projection.MediaProjectionManagerService
import com.android.server.wm.WindowManagerInternal
import org.mockito.ArgumentCaptor
import org.mockito.ArgumentMatchers.any
import org.mockito.Mockito.verify
import org.mockito.Mockito.`when`
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.lang.reflect.InvocationTargetException

/**
 * Android's own `DisplayManagerService` and `MediaProjectionManagerService` of the release under test, with the adapter
 * for virtual displays alone. Mocked: the window, input and activity managers inside the server, and SurfaceFlinger's
 * displays.
 */
class DisplayServer(base: Context) {
    private val context = ServerContext(base)
    private val packages = shadowOf(context.packageManager)
    private val service: DisplayManagerService
    private val binder: IDisplayManager
    private val captured = Captured()

    init {
        PublishedServices.forget()
        packages.setPackagesForUid(SHARER, SHARER_ID)
        packages.setPackagesForUid(KINGUARD, KINGUARD_ID)
        standIn(WindowManagerInternal::class.java)
        standIn(Class.forName(INPUT))
        standIn(ActivityManagerInternal::class.java)
        service = DisplayManagerService(context, Injector())
        binder = service.BinderService()
        addVirtualAdapter()
    }

    /** Returns what `getSystemService(DISPLAY_SERVICE)` gives an app: the genuine client on the genuine server. */
    fun client(): DisplayManager {
        val global = Shadow.newInstanceOf(DisplayManagerGlobal::class.java)
        val server = ClassParameter.from(IDisplayManager::class.java, binder)
        // Bypasses Robolectric's replacement of the constructor.
        Shadow.invokeConstructor(DisplayManagerGlobal::class.java, global, server)
        val manager = DisplayManager(context)
        ReflectionHelpers.setField(manager, "mGlobal", global)
        return manager
    }

    /** Creates a display of an app, while [listener] listens. */
    fun create(
        app: String,
        uid: Int,
        name: String,
        flags: Int,
        projection: IMediaProjection? = null,
        listener: Int = KINGUARD,
    ): Made {
        val made = Made()
        val id = asApp(uid) { created(app, name, flags, projection, made) }
        settle(listener)
        return made.also { it.id = id }
    }

    /** Releases the display on behalf of its owner. */
    fun release(made: Made) {
        asApp(SHARER) { ReflectionHelpers.callInstanceMethod<Unit>(binder, "releaseVirtualDisplay", by(made)) }
        settle()
    }

    /** Allows [SHARER] to capture the screen; [foreground]: it runs a service of type mediaProjection. */
    fun project(foreground: Boolean = true): IMediaProjection {
        install(SHARER_ID, SHARER)
        val activities = LocalServices.getService(ActivityManagerInternal::class.java)
        `when`(activities.hasRunningForegroundService(SHARER, MEDIA_PROJECTION)).thenReturn(foreground)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            val windows = LocalServices.getService(WindowManagerInternal::class.java)
            `when`(windows.setContentRecordingSession(any())).thenReturn(true)
        }
        MediaProjectionManagerService(context).onStart()
        context.grant(SYSTEM_UI, "android.permission.MANAGE_MEDIA_PROJECTION")
        val projection = asApp(SYSTEM_UI) { projections().createProjection(SHARER, SHARER_ID, 0, false) }
        asApp(SHARER) { projection.start(captured) }
        return projection
    }

    /** Tells the server that [SHARER] has no foreground service any more, as the activity manager would. */
    fun servicesStopped() {
        val activities = LocalServices.getService(ActivityManagerInternal::class.java)
        `when`(activities.hasRunningForegroundService(SHARER, MEDIA_PROJECTION)).thenReturn(false)
        val observer = ArgumentCaptor.forClass(IProcessObserver::class.java)
        verify(activities).registerProcessObserver(observer.capture())
        observer.value.onForegroundServicesChanged(SHARER, SHARER, 0)
        settle()
    }

    /** The number of times the sharing app was told that Android had stopped its projection. */
    val stopped: Int get() = captured.stops

    fun projections(): IMediaProjectionManager =
        IMediaProjectionManager.Stub.asInterface(ServiceManager.getService("media_projection"))

    /** Lets the server work, and [listener]'s process receive the results. */
    fun settle(listener: Int = KINGUARD) = repeat(ROUNDS) {
        val handler: Handler = ReflectionHelpers.getField(service, "mHandler")
        handler.runWithScissors({}, PATIENCE_MS)
        asApp(listener) { shadowOf(Looper.getMainLooper()).idle() }
    }

    private fun created(app: String, name: String, flags: Int, projection: IMediaProjection?, made: Made): Int = try {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) {
            ReflectionHelpers.callInstanceMethod(
                binder,
                "createVirtualDisplay",
                by(made),
                ClassParameter.from(IMediaProjection::class.java, projection),
                ClassParameter.from(String::class.java, app),
                ClassParameter.from(String::class.java, name),
                ClassParameter.from(Int::class.javaPrimitiveType, WIDTH),
                ClassParameter.from(Int::class.javaPrimitiveType, HEIGHT),
                ClassParameter.from(Int::class.javaPrimitiveType, DENSITY),
                ClassParameter.from(android.view.Surface::class.java, null),
                ClassParameter.from(Int::class.javaPrimitiveType, flags),
                ClassParameter.from(String::class.java, null),
            )
        } else {
            val config = VirtualDisplayConfig.Builder(name, WIDTH, HEIGHT, DENSITY).setFlags(flags).build()
            binder.createVirtualDisplay(config, made, projection, app)
        }
    } catch (thrown: RuntimeException) {
        throw (thrown.cause as? InvocationTargetException)?.targetException ?: thrown.cause ?: thrown
    }

    private fun by(made: Made) = ClassParameter.from(IVirtualDisplayCallback::class.java, made)

    private fun install(app: String, uid: Int) {
        val info = PackageInfo()
        info.packageName = app
        info.applicationInfo =
            ApplicationInfo().also {
                it.packageName = app
                it.uid = uid
                it.targetSdkVersion = Build.VERSION.SDK_INT
            }
        packages.installPackage(info)
        packages.setPackagesForUid(uid, app)
    }

    /** Adds the virtual adapter alone: the local one would ask SurfaceFlinger for the phone's own screen. */
    private fun addVirtualAdapter() {
        val root: DisplayManagerService.SyncRoot = ReflectionHelpers.getField(service, "mSyncRoot")
        val handler: Handler = ReflectionHelpers.getField(service, "mHandler")
        val listening =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) "mDisplayDeviceRepo" else "mDisplayAdapterListener"
        val listener: DisplayAdapter.Listener = ReflectionHelpers.getField(service, listening)
        val adapter =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                val flags: DisplayManagerFlags = ReflectionHelpers.getField(service, "mFlags")
                VirtualDisplayAdapter(root, context, handler, listener, Factory(), flags)
            } else {
                adapter(root, context, handler, listener)
            }
        ReflectionHelpers.setField(service, "mVirtualDisplayAdapter", adapter)
        val register = DisplayManagerService::class.java.declaredMethods.first { it.name == REGISTER }
        register.isAccessible = true
        synchronized(root) { register.invoke(service, adapter) }
    }

    /** A display that was created, and its owner's end of it. */
    class Made : IVirtualDisplayCallback.Stub() {
        var id = 0

        override fun onPaused() = Unit

        override fun onResumed() = Unit

        override fun onStopped() = Unit
    }

    private class Captured : IMediaProjectionCallback.Stub() {
        var stops = 0

        override fun onStop() {
            stops += 1
        }

        override fun onCapturedContentResize(width: Int, height: Int) = Unit

        override fun onCapturedContentVisibilityChanged(visible: Boolean) = Unit
    }

    /** The displays that SurfaceFlinger would make, for the factories of every release. */
    private class Factory : VirtualDisplayAdapter.SurfaceControlDisplayFactory {
        override fun createDisplay(name: String, secure: Boolean, id: String, rate: Float): IBinder = Binder()

        @Suppress("unused") // Android 10 and 13 call this one.
        fun createDisplay(name: String, secure: Boolean): IBinder = Binder()

        override fun destroyDisplay(token: IBinder) = Unit
    }

    private class Injector : DisplayManagerService.Injector() {
        override fun getVirtualDisplayAdapter(
            root: DisplayManagerService.SyncRoot,
            context: Context,
            handler: Handler,
            listener: DisplayAdapter.Listener,
            flags: DisplayManagerFlags,
        ): VirtualDisplayAdapter = VirtualDisplayAdapter(root, context, handler, listener, Factory(), flags)

        /** Before Android 14 there were no flags. */
        @Suppress("unused")
        fun getVirtualDisplayAdapter(
            root: DisplayManagerService.SyncRoot,
            context: Context,
            handler: Handler,
            listener: DisplayAdapter.Listener,
        ): VirtualDisplayAdapter = adapter(root, context, handler, listener)
    }

    private companion object {
        const val WIDTH = 480
        const val HEIGHT = 800
        const val DENSITY = 160
        const val ROUNDS = 3
        const val PATIENCE_MS = 3_000L
        const val MEDIA_PROJECTION = 32
        const val REGISTER = "registerDisplayAdapterLocked"
        val INPUT =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                "com.android.server.input.InputManagerInternal"
            } else {
                "android.hardware.input.InputManagerInternal"
            }

        /** Before Android 14 there were no flags. */
        fun adapter(
            root: DisplayManagerService.SyncRoot,
            context: Context,
            handler: Handler,
            listener: DisplayAdapter.Listener,
        ): VirtualDisplayAdapter = ReflectionHelpers.callConstructor(
            VirtualDisplayAdapter::class.java,
            ClassParameter.from(DisplayManagerService.SyncRoot::class.java, root),
            ClassParameter.from(Context::class.java, context),
            ClassParameter.from(Handler::class.java, handler),
            ClassParameter.from(DisplayAdapter.Listener::class.java, listener),
            ClassParameter.from(VirtualDisplayAdapter.SurfaceControlDisplayFactory::class.java, Factory()),
        )
    }
}
