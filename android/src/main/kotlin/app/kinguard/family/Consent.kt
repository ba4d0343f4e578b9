package app.kinguard.family

import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * The parent's consent to inform the family. Without it, nobody receives anything except what is sent by hand: a test
 * before the parent was asked, and the code for a forgotten PIN. Thread-safe.
 */
class Consent(
    private val database: Database,
    /** Called after each answer. */
    private val changed: () -> Unit = {},
) {
    /** The state of the consent. Its times are wall-clock times. */
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

    /** Stores the answer in the same transaction as everything that [follow] writes. */
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
