package app.kinguard.health.selftest

import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason

/**
 * Checks that an engine like the guard's warns where it must, and only there. Only the guard package may use an engine.
 */
class EngineCheck(
    /** Returns whether the engine warns of the case this app exists for. */
    private val warnsOfTheCase: () -> Boolean,
    /** Returns whether the engine is silent on the same phone on an ordinary day. */
    private val isSilentOtherwise: () -> Boolean,
) : Check {
    override val id = CheckId.ENGINE

    override fun run(): Finding = when {
        !warnsOfTheCase() -> Finding.Fault(Reason.NO_WARNING)
        !isSilentOtherwise() -> Finding.Fault(Reason.FALSE_WARNING)
        else -> Finding.Fine
    }
}
