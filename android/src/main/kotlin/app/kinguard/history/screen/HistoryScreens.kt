package app.kinguard.history.screen

import app.kinguard.core.Region
import app.kinguard.family.Delivery
import app.kinguard.history.Journal

/** What the application offers the screens of the history. */
interface HistoryHost {
    val historyScreens: HistoryScreens
}

/** What the screens of the history work with. */
class HistoryScreens(
    val journal: Journal,
    /** Whether something waits to be written down, as on a full phone. */
    val isBehind: () -> Boolean,
    /** What the family was sent. */
    val deliveries: () -> List<Delivery>,
    val moments: Moments,
    val home: () -> Home,
) {
    /** The engine's clock and the one that people read. */
    interface Moments {
        /** The stamp of now. */
        fun nowMs(): Long

        /** What the wall clock showed, or would have, at this stamp. */
        fun wallClockMs(atMs: Long): Long
    }

    /** Where the phone is at home, and which regions abroad are nothing strange. */
    data class Home(val region: Region, val familiarRegions: List<Region>)
}
