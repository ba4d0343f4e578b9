package app.kinguard

import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.MessageKind
import app.kinguard.history.History
import app.kinguard.history.HistoryPort
import app.kinguard.history.Journal
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.phone.Moments
import app.kinguard.store.Database

/** Wires the history of this phone. */
internal class HistoryContainer(
    private val platform: PlatformServices,
    private val database: () -> Database,
    private val moments: () -> Moments,
    private val contacts: () -> Contacts,
    private val family: () -> Family,
    /** Returns the phone's home region in ISO 3166. */
    private val region: () -> String,
    private val familiarRegions: () -> List<String>,
) {
    private val journal: Journal by lazy { Journal(database(), region) }

    val history: History by lazy {
        History(journal, platform.thread::post) { place -> contacts().all().getOrNull(place)?.name }
    }

    val port: HistoryPort by lazy { platform.history(history) }

    val screens: HistoryScreens by lazy {
        HistoryScreens(journal, history::isBehind, { family().sent().asReversed() }, moments(), ::tellDeleted) {
            HistoryScreens.Home(region(), familiarRegions())
        }
    }

    private fun tellDeleted() {
        family().tellAll(MessageKind.HISTORY_DELETED)
        family().deliver()
    }
}
