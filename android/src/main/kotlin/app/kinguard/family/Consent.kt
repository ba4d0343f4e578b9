package app.kinguard.family

import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * Whether the person at this phone has agreed that the family is told. Without that nobody is told anything, except what
 * somebody sends by hand: a test before it was asked for, and the code for a forgotten PIN. Any thread may call.
 */
class Consent(
    private val database: Database,
    /** Called after each answer. */
    private val changed: () -> Unit = {},
) {
    /** Its moments are those of the wall clock. */
    sealed interface State {
        data object NotAsked : State

        data class Given(val atMs: Long) : State

        data class Withdrawn(val atMs: Long) : State
    }

    val state: State
        get() {
            val words = database.setting(KEY).orEmpty().split(' ')
            val atMs = words.last().toLongOrNull() ?: return State.NotAsked
            return if (words.first() == GIVEN) State.Given(atMs) else State.Withdrawn(atMs)
        }

    val isGiven: Boolean get() = state is State.Given

    /** Keeps the answer together with all that [follow] writes about it. */
    internal fun answer(given: Boolean, atMs: Long, follow: () -> Unit): Unit = database.write { sql ->
        sql.putSetting(KEY, "${if (given) GIVEN else WITHDRAWN} $atMs")
        follow()
    }.also { changed() }

    private companion object {
        const val KEY = "family-consent"
        const val GIVEN = "given"
        const val WITHDRAWN = "withdrawn"
    }
}
