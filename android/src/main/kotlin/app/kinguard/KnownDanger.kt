package app.kinguard

import app.kinguard.core.Level
import app.kinguard.guard.GuardDoor
import app.kinguard.guard.Onlookers
import app.kinguard.lock.Lock
import app.kinguard.warning.WarningDesk

/** Whether a red warning stands or somebody may be looking on, by what the guard keeps in memory. */
internal class KnownDanger(
    private val guard: GuardDoor,
    private val onlookers: Onlookers,
    private val desk: WarningDesk,
) : Lock.Danger {
    override val goesOn: Boolean?
        get() = when {
            onlookers.see() || guard.led || desk.standing?.isRed == true -> true
            guard.standing?.warn?.level == Level.RED -> true
            !guard.hasBegun -> null
            else -> false
        }

    override fun find(known: () -> Unit) = guard.begun(known)
}
