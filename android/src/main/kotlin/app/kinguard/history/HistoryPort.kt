package app.kinguard.history

import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Help
import app.kinguard.core.IncidentId
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId

/**
 * Records for the guard what happens on this phone. The history stays on the phone. May be called from any thread, and
 * never throws.
 */
fun interface HistoryPort {
    fun noted(atMs: Long, entry: Entry)

    /** Records that the engine heard at [seenMs] that [event] happened at [atMs]. */
    fun heard(seenMs: Long, atMs: Long, event: Event) = Unit
}

/** One fact worth recording. */
sealed interface Entry {
    /** The incident that the entry belongs to, or null if it belongs to none or dates from before incidents had ids. */
    val incident: IncidentId? get() = null

    /** A warning came up on the screen. */
    data class Warned(
        val level: Level,
        val rule: RuleId,
        val reasons: List<Reason>,
        override val incident: IncidentId? = null,
    ) : Entry

    /** The danger was over. */
    data object Cleared : Entry

    /** The family was told. */
    data class Told(val kind: FamilyMessage, val rule: RuleId, override val incident: IncidentId? = null) : Entry

    /** The user answered the warning. */
    data class Answered(val choice: Choice) : Entry

    /** A relative asked this phone to help from afar. */
    data class Helped(
        /** The relative's name at that time. */
        val who: String,
        val help: Help,
        /** Null if that is unknown, because the process died. */
        val isDone: Boolean?,
        /** What was shown, for [Help.SAY]. */
        val sentence: String? = null,
        override val incident: IncidentId? = null,
    ) : Entry

    /** Something did not work. Shown to the user who looks after the phone. */
    data class Failed(val trouble: Trouble) : Entry
}

/** A fault that does not stop the guard. */
enum class Trouble {
    /** The database could not be read. It was set aside and a new one created. */
    DATABASE_UNREADABLE,

    /** Nothing could be written, for example because the phone is full. The guard goes on without. */
    NOT_STORED,

    /** The engine's snapshot could not be read. It was set aside and the engine started afresh. */
    SNAPSHOT_UNREADABLE,

    /** The engine panicked and lost one event. */
    ENGINE_PANICKED,

    /** The engine refused the settings. */
    SETTINGS_REFUSED,

    /** A stored effect could not be read, or a later version wrote it. */
    EFFECT_UNREADABLE,

    /** A warning or a message could not be handed over. */
    NOT_CARRIED_OUT,

    /** The warning's screen did not come up. */
    WARNING_UNSEEN,

    /** The warning's voice was not heard, and a tone replaced it. */
    VOICE_UNHEARD,

    /** A signal failed when it was polled. */
    SIGNAL_FAILED,

    /** Android did not let the service start. The guard tries again at the next opportunity. */
    START_REFUSED,

    /** The app was stopped by hand: a force stop, or "stop" in the list of active apps. */
    STOPPED,

    /** The app was swept from the list of recent apps, which ended its process. */
    SWEPT_AWAY,

    CRASHED,

    /** The app did not respond, and Android killed it. */
    NOT_ANSWERING,

    /** Android killed the app because memory was low. */
    MEMORY_SHORT,

    /** The phone killed the app for another reason of its own. */
    ENDED_BY_PHONE,
}
