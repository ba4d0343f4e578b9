package app.kinguard

import app.kinguard.core.Level
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.ScreenExposureMonitor
import app.kinguard.lock.Lock
import app.kinguard.warning.WarningController

/** Tells from the guard's state in memory whether a red warning is active, or somebody may be seeing the screen. */
internal class KnownDanger(
    private val guard: GuardHandle,
    private val controllingApps: ScreenExposureMonitor,
    private val warningController: WarningController,
) : Lock.Danger {
    override val goesOn: Boolean?
        get() = when {
            controllingApps.see() || guard.led || warningController.standing?.isRed == true -> true
            guard.standing?.warn?.level == Level.RED -> true
            !guard.hasBegun -> null
            else -> false
        }

    override fun find(known: () -> Unit) = guard.begun(known)
}
