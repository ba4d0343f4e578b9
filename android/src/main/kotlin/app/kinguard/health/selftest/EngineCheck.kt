package app.kinguard.health.selftest

import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason

/**
 * Checks that an engine like the guard's warns where it must, and only there. Only the guard package may use an engine.
 */
class EngineCheck(private val examination: Probe) : Check {
    override val id = CheckId.ENGINE

    override fun run(): Finding = when {
        !examination.warnsOfTheCase() -> Finding.Fault(Reason.NO_WARNING)
        !examination.isSilentOtherwise() -> Finding.Fault(Reason.FALSE_WARNING)
        else -> Finding.Fine
    }

    /** Questions to a fresh engine. */
    interface Probe {
        /** Returns whether the engine warns of the case this app exists for. */
        fun warnsOfTheCase(): Boolean

        /** Returns whether the engine is silent on the same phone on an ordinary day. */
        fun isSilentOtherwise(): Boolean
    }
}
