package app.kinguard.guard

import android.annotation.TargetApi
import android.app.ActivityManager
import android.app.ApplicationExitInfo
import android.content.Context
import android.os.Build
import app.kinguard.history.Trouble
import kotlin.math.abs

/** An end of this app's process. [atMs]: by the wall clock. */
data class ProcessExit(val atMs: Long, val why: Trouble)

/**
 * The reasons why earlier processes of this app ended. Android keeps them from 11 on, for the latest sixteen
 * (`AppExitInfoTracker`).
 */
class ProcessExits(private val context: Context) {
    /** Returns the ends that are worth reporting. Asks the system, so not for the main thread. */
    fun all(): List<ProcessExit> = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) since30() else emptyList()

    @TargetApi(Build.VERSION_CODES.R)
    private fun since30(): List<ProcessExit> {
        val updatedMs = context.packageManager.getPackageInfo(context.packageName, 0).lastUpdateTime
        // The self-test's helper is a process of its own, and ends every day.
        return context.service<ActivityManager>()
            .getHistoricalProcessExitReasons(context.packageName, 0, 0)
            .filter { it.processName == context.packageName }
            .mapNotNull { exit -> trouble(exit, updatedMs)?.let { ProcessExit(exit.timestamp, it) } }
    }

    @TargetApi(Build.VERSION_CODES.R)
    private fun trouble(exit: ApplicationExitInfo, updatedMs: Long): Trouble? = when (exit.reason) {
        ApplicationExitInfo.REASON_USER_REQUESTED -> requested(exit, updatedMs)
        ApplicationExitInfo.REASON_CRASH,
        ApplicationExitInfo.REASON_CRASH_NATIVE,
        ApplicationExitInfo.REASON_INITIALIZATION_FAILURE,
        -> Trouble.CRASHED
        ApplicationExitInfo.REASON_ANR -> Trouble.NOT_ANSWERING
        ApplicationExitInfo.REASON_LOW_MEMORY -> Trouble.MEMORY_SHORT
        ApplicationExitInfo.REASON_SIGNALED,
        ApplicationExitInfo.REASON_EXCESSIVE_RESOURCE_USAGE,
        ApplicationExitInfo.REASON_DEPENDENCY_DIED,
        ApplicationExitInfo.REASON_OTHER,
        -> Trouble.ENDED_BY_PHONE
        else -> null
    }

    /**
     * Returns the reason of an end that was requested. Apps cannot tell force stop from "stop" in the list of active
     * apps, and need not. Swiping the app off the recent apps has a description of its own (`ActivityTaskSupervisor`:
     * "remove task"). Up to Android 13 an update has the same reason.
     */
    @TargetApi(Build.VERSION_CODES.R)
    private fun requested(exit: ApplicationExitInfo, updatedMs: Long): Trouble? = when {
        abs(exit.timestamp - updatedMs) < UPDATE_TAKES_MS -> null
        exit.description.orEmpty().contains(SWEPT, ignoreCase = true) -> Trouble.SWEPT_AWAY
        else -> Trouble.STOPPED
    }

    private companion object {
        const val SWEPT = "remove task"
        const val UPDATE_TAKES_MS = 60_000L
    }
}
