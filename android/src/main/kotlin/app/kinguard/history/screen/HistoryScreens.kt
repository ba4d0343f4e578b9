package app.kinguard.history.screen

import app.kinguard.core.Region
import app.kinguard.family.SentMessage
import app.kinguard.history.Journal
import app.kinguard.phone.Moments

/** Gives the screens of the history access to [HistoryScreens]. The application implements it. */
interface HistoryHost {
    val historyScreens: HistoryScreens
}

/** The dependencies of the screens of the history. */
class HistoryScreens(
    val journal: Journal,
    /** Returns whether something waits to be written, for example because the phone is full. */
    val isBehind: () -> Boolean,
    /** Returns the messages sent to the family, in order. */
    val sent: () -> List<SentMessage>,
    val moments: Moments,
    /** Tells the family that something was deleted. */
    private val tellDeleted: () -> Unit,
    val home: () -> Home,
) {
    /** Deletes one incident, or everything. Returns whether that was allowed, see [Journal.keptUntilMs]. */
    fun delete(id: Long?): Boolean = journal.delete(id, moments.nowMs(), tellDeleted)

    /** The phone's home region, and the regions abroad that are familiar. */
    data class Home(val region: Region, val familiarRegions: List<Region>)
}
