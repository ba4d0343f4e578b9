package app.kinguard.warning

import app.kinguard.core.Choice
import app.kinguard.work.MainThread
import app.kinguard.work.assertMainThread

/** Handles touches on the warning, on the activity and on the overlay. Used on the main thread. */
@MainThread
internal class TouchHandler(
    private val warningController: WarningController,
    /** True if the page that ends the sharing can be shown there. */
    private val offersCut: Boolean,
) {
    fun hangUp(standing: WarningState) {
        val ended = standing.warning.practice || warningController.callActions.hangUp()
        warningController.stop()
        if (ended ||
            !standing.warning.callIsLive()
        ) {
            next(standing)
        } else {
            warningController.turn(WarningPage.Way(0, ActionOutcome.CALL_GOES_ON))
        }
    }

    fun next(standing: WarningState) {
        warningController.stop()
        val at = (standing.page as? WarningPage.Way)?.at ?: return
        val isAboutSharing = standing.warning.way().getOrNull(at) == ExitStep.STOP_SHARING
        warningController.turn(if (isAboutSharing) afterSharing(standing, at) else WarningPage.Way(at + 1))
    }

    /** Returns the page for a parent who says that the sharing has stopped: what they say is looked at. */
    private fun afterSharing(standing: WarningState, at: Int): WarningPage = when {
        isStillSeen(standing) -> WarningPage.Cut(at, stillSeen = true)
        standing.warning.practice -> WarningPage.Way(at + 1, ActionOutcome.SHARING_ENDED)
        warningController.exposure.screenSeen -> WarningPage.Way(at + 1, ActionOutcome.SHARING_GOES_ON)
        standing.sharingSeen -> WarningPage.Way(at + 1, ActionOutcome.SHARING_ENDED)
        else -> WarningPage.Way(at + 1, ActionOutcome.SHARING_UNSEEN)
    }

    /** Stops the danger. "No" and "hang up" are one touch if there is a call. */
    fun stop(standing: WarningState) {
        assertMainThread()
        val answers = standing.page == WarningPage.Question || standing.page == WarningPage.Fine
        if (answers && standing.warning.way().first() == ExitStep.HANG_UP) {
            hangUp(standing.copy(page = WarningPage.Way(0)))
        } else {
            warningController.stop()
            warningController.turn(WarningPage.Way(0))
        }
    }

    /** Calls a relative. Returns whether the phone's own call screen follows. */
    fun callFamily(standing: WarningState, relative: Relative): Boolean {
        warningController.answer(Choice.CALL_FAMILY)
        if (standing.warning.practice) {
            warningController.turn(WarningPage.Spoke(relative.name, reached = true))
            return false
        }
        return ring(standing, relative.number).also { if (it) warningController.ringing(relative.name) }
    }

    /** Dials a number. Returns whether the phone's own call screen follows. A drill calls nobody: it ends here. */
    fun dial(standing: WarningState, number: String): Boolean {
        if (!standing.warning.practice) return ring(standing, number)
        warningController.dismiss()
        return false
    }

    /**
     * Ends the warning after the parent has stopped. If the sharing still goes on, leads to the page that really stops
     * it.
     */
    fun done(standing: WarningState) {
        warningController.stop()
        val at = standing.warning.way().indexOf(ExitStep.STOP_SHARING)
        if (at >= 0 &&
            isStillSeen(standing)
        ) {
            warningController.turn(WarningPage.Cut(at, stillSeen = true))
        } else {
            warningController.dismiss()
        }
    }

    private fun isStillSeen(standing: WarningState) =
        offersCut && !standing.cutTried && !standing.warning.practice && warningController.exposure.screenSeen

    private fun ring(standing: WarningState, number: String): Boolean {
        if (standing.page is WarningPage.MoneySentLater) warningController.moneySent()
        return warningController.callActions.call(number)
    }
}
