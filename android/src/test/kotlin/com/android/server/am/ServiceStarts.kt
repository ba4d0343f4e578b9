package com.android.server.am

import android.app.ActivityManagerInternal
import android.app.AppOpsManager
import android.app.BackgroundStartPrivileges
import android.content.Context
import android.os.Build
import app.kinguard.platform.KINGUARD
import app.kinguard.platform.KINGUARD_ID
import app.kinguard.platform.PublishedServices
import app.kinguard.platform.ServerContext
import com.android.server.wm.ActivityTaskManagerInternal
import org.mockito.ArgumentMatchers.any
import org.mockito.ArgumentMatchers.anyInt
import org.mockito.Mockito.CALLS_REAL_METHODS
import org.mockito.Mockito.RETURNS_DEFAULTS
import org.mockito.Mockito.mock
import org.mockito.Mockito.`when`
import org.mockito.stubbing.Answer
import org.robolectric.util.ReflectionHelpers

/**
 * Android's own check of a service's start into the foreground, of the release under test: `ActiveServices`, from
 * Android 12 on. Mocked: the activity manager around it, except its list of apps that are exempt from battery saving,
 * the list of processes, app-ops, and the activity task manager, which says who may display over other apps.
 */
class ServiceStarts(base: Context) {
    private val context = ServerContext(base)
    private val manager = mock(ActivityManagerService::class.java)
    private val tasks = mock(ActivityTaskManagerInternal::class.java)
    private val processes = mock(ProcessList::class.java)
    private val services = mock(ActiveServices::class.java, CALLS_REAL_METHODS)
    private val listed = FgsTempAllowList<Any>()

    init {
        PublishedServices.forget()
        val ops = mock(AppOpsManager::class.java, denied())
        set(manager, "mContext", context)
        set(manager, "mAtmInternal", tasks)
        set(manager, "mInternal", mock(ActivityManagerInternal::class.java))
        set(manager, "mProcessList", processes)
        set(manager, "mConstants", mock(ActivityManagerConstants::class.java))
        set(manager, "mDeviceIdleExceptIdleAllowlist", intArrayOf())
        set(manager, "mFgsStartTempAllowList", listed)
        set(services, "mAm", manager)
        `when`(manager.appOpsManager).thenReturn(ops)
        `when`(manager.checkPermission(any(), anyInt(), anyInt())).thenAnswer {
            context.checkPermission(it.getArgument(0), it.getArgument(1), it.getArgument(2))
        }
        `when`(manager.isAllowlistedForFgsStartLOSP(anyInt())).thenCallRealMethod()
        `when`(manager.getUidStateLocked(KINGUARD)).thenReturn(BEHIND)
    }

    /** Puts one of its activities on top. */
    fun showActivity() {
        `when`(manager.getUidStateLocked(KINGUARD)).thenReturn(TOP)
    }

    /** Lets it display over other apps, by the user's choice. */
    fun allowOverlays() {
        `when`(tasks.hasSystemAlertWindowPermission(KINGUARD, PID, KINGUARD_ID)).thenReturn(true)
    }

    /** Shows one of its windows over the others, which counts from Android 14 on. */
    fun showOverlay() {
        val state = mock(ProcessStateRecord::class.java)
        val process = mock(ProcessRecord::class.java)
        val uid = mock(UidRecord::class.java)
        set(process, "mState", state)
        `when`(state.hasOverlayUi()).thenReturn(true)
        `when`(uid.numOfProcs).thenReturn(1)
        `when`(uid.getProcessRecordByIndex(0)).thenReturn(process)
        `when`(processes.getUidRecordLOSP(KINGUARD)).thenReturn(uid)
    }

    /** Makes it target Android 15 or later. */
    fun targetAndroid15() = context.change(FGS_SAW_RESTRICTIONS)

    /** Exempts it from battery saving, by the user's choice. */
    fun exemptFromBatterySaving() = set(manager, "mDeviceIdleExceptIdleAllowlist", intArrayOf(KINGUARD))

    /**
     * Puts it on the list of apps that may start for a moment, as after a boot broadcast or a tap on a notification.
     */
    fun listForAMoment() {
        val item = Class.forName(
            "com.android.server.am.ActivityManagerService\$FgsTempAllowListItem",
        ).declaredConstructors
            .first { it.parameterCount == ITEM.size }
        item.isAccessible = true
        listed.add(KINGUARD, MOMENT_MS, item.newInstance(*ITEM.toTypedArray()))
    }

    /** Returns whether this app, with nothing on the screen, may start a service and bring it to the foreground. */
    fun startFromBehind(): Boolean {
        val check = ActiveServices::class.java.declaredMethods.first { it.name == CHECK }
        check.isAccessible = true
        val words = listOf(DENIED, PID, KINGUARD, KINGUARD_ID, null) + privileges()
        return check.invoke(services, *words.take(check.parameterCount).toTypedArray()) != DENIED
    }

    /** Returns no privileges. Android 13 does not ask for them. */
    private fun privileges(): List<Any> = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
        listOf(BackgroundStartPrivileges.NONE)
    } else {
        emptyList()
    }

    private fun denied() = Answer<Any?> { call ->
        val asks = call.method.returnType == Int::class.javaPrimitiveType
        if (asks) AppOpsManager.MODE_ERRORED else RETURNS_DEFAULTS.answer(call)
    }

    private fun set(of: Any, field: String, value: Any) = ReflectionHelpers.setField(of, field, value)

    private companion object {
        const val CHECK = "shouldAllowFgsStartForegroundNoBindingCheckLocked"
        const val PID = 4_711

        /** Of `ActivityManager.PROCESS_STATE_`: a service, and an activity on top. */
        const val BEHIND = 10
        const val TOP = 2

        const val MOMENT_MS = 10_000L

        /** The duration, `PowerExemptionManager.REASON_BOOT_COMPLETED`, the reason in words, and the requesting uid. */
        val ITEM = listOf<Any>(MOMENT_MS, 200, "", 1_000)

        /** `PowerExemptionManager.REASON_DENIED`. */
        const val DENIED = -1

        /** The change in `ActiveServices` for apps that target Android 15. */
        const val FGS_SAW_RESTRICTIONS = 319_471_980L
    }
}
