package app.kinguard.history.screen

import app.kinguard.core.Region
import app.kinguard.family.SentMessage
import app.kinguard.history.Journal
import app.kinguard.phone.Moments

/** What the application offers the screens of the history. */
interface HistoryHost {
    val historyScreens: HistoryScreens
}

/** What the screens of the history work with. */
class HistoryScreens(
    val journal: Journal,
    /** Whether something waits to be written down, as on a full phone. */
    val isBehind: () -> Boolean,
    /** What the family was sent, in order. */
    val sent: () -> List<SentMessage>,
    val moments: Moments,
    /** Tells the family that something was deleted. */
    private val tellDeleted: () -> Unit,
    val home: () -> Home,
) {
    /** Deletes one incident, or everything. Returns whether that might be, see [Journal.keptUntilMs]. */
    fun delete(id: Long?): Boolean = journal.delete(id, moments.nowMs(), tellDeleted)

    /** Where the phone is at home, and which regions abroad are nothing strange. */
    data class Home(val region: Region, val familiarRegions: List<Region>)
}
