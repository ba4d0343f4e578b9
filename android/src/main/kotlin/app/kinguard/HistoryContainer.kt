package app.kinguard

import android.content.Context
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.MessageKind
import app.kinguard.guard.GuardStore
import app.kinguard.history.History
import app.kinguard.history.HistoryPort
import app.kinguard.history.Journal
import app.kinguard.history.screen.HistoryScreens
import app.kinguard.phone.Moments
import app.kinguard.store.Database

/** Wires the history of this phone. */
internal class HistoryContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val database: Database,
    private val moments: Moments,
    /** Returns the phone's home region in ISO 3166. */
    private val region: () -> String,
    private val contacts: () -> Contacts,
    private val family: () -> Family,
    private val settings: () -> GuardStore.Settings?,
    /** Called on any thread when something was recorded. */
    private val recorded: () -> Unit,
) {
    private val journal: Journal by lazy { Journal(database, region) }

    val history: History by lazy {
        History(journal, platform.thread::post) { place -> contacts().all().getOrNull(place)?.name }
    }

    /** Receives what is to be recorded. */
    val port: HistoryPort by lazy { FollowedHistory(platform.history(history), recorded) }

    val stories: DangerStories by lazy {
        DangerStories(context, journal, moments, region)
    }

    val screens: HistoryScreens by lazy {
        HistoryScreens(journal, history::isBehind, { family().sent().asReversed() }, moments, ::tellDeleted) {
            HistoryScreens.Home(region(), settings()?.familiarRegions.orEmpty())
        }
    }

    private fun tellDeleted() {
        family().tellAll(MessageKind.HISTORY_DELETED)
        family().deliver()
    }
}
