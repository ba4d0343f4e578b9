package app.kinguard.warning

import app.kinguard.core.Choice

/** Does what the person touches on the warning, whatever surface it stands on. Used on the main thread. */
internal class Touches(
    private val desk: WarningDesk,
    /** Whether the page that ends the sharing can be shown there. */
    private val offersCut: Boolean,
) {
    fun hangUp(standing: Standing) {
        val ended = standing.warning.practice || desk.hands.hangUp()
        desk.stop()
        if (ended || !standing.warning.callIsLive()) next(standing) else desk.turn(Page.Way(0, Outcome.CALL_GOES_ON))
    }

    fun next(standing: Standing) {
        desk.stop()
        val at = (standing.page as? Page.Way)?.at ?: return
        val isAboutSharing = standing.warning.way().getOrNull(at) == Step.STOP_SHARING
        desk.turn(if (isAboutSharing && isStillSeen(standing)) Page.Cut(at, stillSeen = true) else Page.Way(at + 1))
    }

    /** "No" and "hang up" are one touch where there is a call. */
    fun stop(standing: Standing) {
        if (standing.page == Page.Question && standing.warning.way().first() == Step.HANG_UP) {
            hangUp(standing.copy(page = Page.Way(0)))
        } else {
            desk.stop()
            desk.turn(Page.Way(0))
        }
    }

    /** Returns whether the phone's own call screen follows. */
    fun callFamily(standing: Standing, relative: Relative): Boolean {
        desk.answer(Choice.CALL_FAMILY)
        if (standing.warning.practice) {
            desk.turn(Page.Spoke(relative.name, reached = true))
            return false
        }
        return ring(standing, relative.number).also { if (it) desk.ringing(relative.name) }
    }

    /** Returns whether the phone's own call screen follows. Nobody is rung in a drill: whoever would ring has come to its end. */
    fun dial(standing: Standing, number: String): Boolean {
        if (!standing.warning.practice) return ring(standing, number)
        desk.dismiss()
        return false
    }

    /** Who has stopped needs the warning no more; who only says so is led to what really stops it. */
    fun done(standing: Standing) {
        desk.stop()
        val at = standing.warning.way().indexOf(Step.STOP_SHARING)
        if (at >= 0 && isStillSeen(standing)) desk.turn(Page.Cut(at, stillSeen = true)) else desk.dismiss()
    }

    private fun isStillSeen(standing: Standing) =
        offersCut && !standing.cutTried && !standing.warning.practice && desk.bystanders.screenSeen

    private fun ring(standing: Standing, number: String): Boolean {
        if (standing.page is Page.MoneySentLater) desk.moneySent()
        return desk.hands.call(number)
    }
}
