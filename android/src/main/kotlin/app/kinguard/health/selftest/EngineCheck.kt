package app.kinguard.health.selftest

import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason

/** Whether an engine like the guard's warns where it must, and only there. Only the guard's room may ask one. */
class EngineCheck(private val examination: Probe) : Check {
    override val id = CheckId.ENGINE

    override fun run(): Finding = when {
        !examination.warnsOfTheCase() -> Finding.Fault(Reason.NO_WARNING)
        !examination.isSilentOtherwise() -> Finding.Fault(Reason.FALSE_WARNING)
        else -> Finding.Fine
    }

    /** What a fresh engine is asked. */
    interface Probe {
        /** The case this app exists for. */
        fun warnsOfTheCase(): Boolean

        /** The same phone on an ordinary day. */
        fun isSilentOtherwise(): Boolean
    }
}
