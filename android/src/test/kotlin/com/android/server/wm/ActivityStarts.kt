package com.android.server.wm

import android.app.ActivityManagerInternal
import android.app.AppOpsManager
import android.app.BackgroundStartPrivileges
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.content.pm.PackageManagerInternal
import android.content.res.Configuration
import android.os.Build
import android.os.SystemClock
import app.kinguard.platform.KINGUARD
import app.kinguard.platform.KINGUARD_ID
import app.kinguard.platform.PublishedServices
import app.kinguard.platform.ServerContext
import app.kinguard.platform.standIn
import org.mockito.Mockito.RETURNS_DEFAULTS
import org.mockito.Mockito.mock
import org.mockito.stubbing.Answer
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/**
 * Android's own check of an activity's start from the background, of the release under test: `ActivityStarter` on 10
 * and 13, `BackgroundActivityStartController` on 15, with the genuine `ActivityTaskManagerService` and the genuine
 * process of this app. Mocked: the windows, tasks and recent apps around it, the package and activity managers, and
 * app-ops (that of display over other apps is set by [allowOverlays]).
 */
class ActivityStarts(base: Context) {
    private val context = ServerContext(base)
    private val tasks: ActivityTaskManagerService
    private val windows = mock(WindowManagerService::class.java)
    private val process: WindowProcessController
    private val recent = mock(RecentTasks::class.java)
    private var overlays = AppOpsManager.MODE_ERRORED
    private val ops = mock(AppOpsManager::class.java, modes())
    private val allows: () -> Boolean

    init {
        PublishedServices.forget()
        context.packages = mock(PackageManager::class.java)
        context.offer(Context.APP_OPS_SERVICE, ops)
        standIn(ActivityManagerInternal::class.java)
        standIn(PackageManagerInternal::class.java)
        tasks = ActivityTaskManagerService(context)
        set(tasks, "mWindowManager", windows)
        set(tasks, "mAmInternal", mock(ActivityManagerInternal::class.java))
        allows = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.R) withStacks() else withTasks()
        process =
            WindowProcessController(
                tasks,
                info(),
                KINGUARD_ID,
                KINGUARD,
                0,
                Any(),
                mock(WindowProcessListener::class.java),
            )
        process.setPid(PID)
    }

    /** Sets the app-op of display over other apps: one of [AppOpsManager]'s modes. */
    fun allowOverlays(mode: Int) {
        overlays = mode
    }

    fun grant(permission: String) = context.grant(KINGUARD, permission)

    /** Puts its service in the foreground, as this app's always is. */
    fun runServiceInFront() = process.setHasForegroundServices(true)

    /** Shows a window of this app that is no activity. */
    fun showOverlay() {
        val uids: Any = ReflectionHelpers.getField(tasks, "mActiveUids")
        val uid = ClassParameter.from(Int::class.javaPrimitiveType, KINGUARD)
        ReflectionHelpers.callInstanceMethod<Unit>(
            uids,
            "onUidActive",
            uid,
            ClassParameter.from(Int::class.javaPrimitiveType, SERVICE),
        )
        ReflectionHelpers.callInstanceMethod<Unit>(
            uids,
            "onNonAppSurfaceVisibilityChanged",
            uid,
            ClassParameter.from(Boolean::class.javaPrimitiveType, true),
        )
    }

    /** Finishes the last activity of this app. */
    fun finishActivity() {
        pass(1_000)
        set(process, "mLastActivityFinishTime", SystemClock.uptimeMillis())
    }

    fun pass(ms: Long) {
        SystemClock.setCurrentTimeMillis(SystemClock.uptimeMillis() + ms)
    }

    /** Returns whether this app, with none of its activities in front, may bring one there. */
    fun startFromBehind(): Boolean = allows()

    private fun withTasks(): () -> Boolean {
        val supervisor = mock(ActivityTaskSupervisor::class.java)
        set(supervisor, "mRecentTasks", recent)
        set(tasks, "mSysUiServiceComponent", ComponentName("com.android.systemui", "SystemUI"))
        set(tasks, "mPackageConfigPersister", mock(PackageConfigPersister::class.java))
        set(tasks, "mRootWindowContainer", mock(RootWindowContainer::class.java, configured()))
        set(tasks, "mAppOpsManager", ops)
        set(tasks, "mTaskSupervisor", supervisor)
        set(tasks, "mInternal", mock(ActivityTaskManagerInternal::class.java))
        return if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            val check = BackgroundActivityStartController(tasks, supervisor)
            val none = BackgroundStartPrivileges.NONE
            val verdict = {
                check.checkBackgroundActivityStart(
                    KINGUARD,
                    PID,
                    KINGUARD_ID,
                    KINGUARD,
                    PID,
                    process,
                    null,
                    none,
                    null,
                    warning(),
                    null,
                )
            }
            fun() = verdict().allows()
        } else {
            starter(ActivityTaskSupervisor::class.java, supervisor)
        }
    }

    /** Makes the check as Android 10 calls it. */
    private fun withStacks(): () -> Boolean {
        val supervisor = mock(Class.forName("com.android.server.wm.ActivityStackSupervisor"))
        set(supervisor, "mRecentTasks", recent)
        set(windows, "mRoot", mock(RootWindowContainer::class.java, configured()))
        set(
            tasks,
            "mRootActivityContainer",
            mock(Class.forName("com.android.server.wm.RootActivityContainer"), configured()),
        )
        set(tasks, "mAppOpsService", mock(Class.forName("com.android.server.appop.AppOpsService"), modes()))
        return starter(Class.forName("com.android.server.wm.ActivityStackSupervisor"), supervisor)
    }

    private fun <T : Any> starter(type: Class<T>, supervisor: Any): () -> Boolean {
        val starter = ReflectionHelpers.callConstructor(
            ActivityStarter::class.java,
            ClassParameter(ActivityStartController::class.java, null),
            ClassParameter(ActivityTaskManagerService::class.java, tasks),
            ClassParameter(type, type.cast(supervisor)),
            ClassParameter(ActivityStartInterceptor::class.java, null),
        )
        val check = ActivityStarter::class.java.declaredMethods.first {
            it.name == "shouldAbortBackgroundActivityStart"
        }
        check.isAccessible = true
        return {
            val words = listOf(KINGUARD, PID, KINGUARD_ID, KINGUARD, PID, process, null, false, warning(), null)
            check.invoke(starter, *words.take(check.parameterCount).toTypedArray()) == false
        }
    }

    private fun warning() = Intent().setClassName(KINGUARD_ID, "$KINGUARD_ID.warning.WarningActivity")

    private fun info() = ApplicationInfo().also {
        it.packageName = KINGUARD_ID
        it.uid = KINGUARD
        it.targetSdkVersion = Build.VERSION.SDK_INT
    }

    private fun modes() = Answer<Any?> { call ->
        if (call.method.returnType != Int::class.javaPrimitiveType) return@Answer RETURNS_DEFAULTS.answer(call)
        if (SYSTEM_ALERT_WINDOW in call.rawArguments) overlays else AppOpsManager.MODE_ERRORED
    }

    private fun configured() = Answer<Any?> { call ->
        if (call.method.returnType == Configuration::class.java) Configuration() else RETURNS_DEFAULTS.answer(call)
    }

    private fun set(of: Any, field: String, value: Any?) = ReflectionHelpers.setField(of, field, value)

    private companion object {
        const val PID = 4_711
        const val SYSTEM_ALERT_WINDOW = 24

        /** The state of a process that runs a service in the foreground. */
        const val SERVICE = 4
    }
}
