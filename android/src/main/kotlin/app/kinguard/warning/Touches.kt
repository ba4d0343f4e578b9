package app.kinguard.warning

import app.kinguard.core.Choice

/** Does what the person touches on the warning, whatever surface it stands on. Used on the main thread. */
internal class Touches(private val desk: WarningDesk) {
    fun hangUp(standing: Standing) {
        val ended = standing.warning.practice || desk.hands.hangUp()
        desk.stop()
        if (ended || !standing.warning.callIsLive()) next(standing) else desk.turn(Page.Way(0, Outcome.CALL_GOES_ON))
    }

    fun next(standing: Standing) {
        desk.stop()
        val at = (standing.page as? Page.Way)?.at ?: return
        desk.turn(Page.Way(at + 1))
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

    fun done() {
        desk.stop()
        desk.dismiss()
    }

    private fun ring(standing: Standing, number: String): Boolean {
        if (standing.page is Page.MoneySentLater) desk.moneySent()
        return desk.hands.call(number)
    }
}
