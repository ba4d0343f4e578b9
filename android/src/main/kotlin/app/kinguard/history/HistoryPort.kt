package app.kinguard.history

import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.IncidentId
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId

/** What the guard asks of the history, which stays on the phone: to remember. From any thread, and it never throws. */
fun interface HistoryPort {
    fun noted(atMs: Long, entry: Entry)

    /** The engine heard at [seenMs] that [event] happened at [atMs]. */
    fun heard(seenMs: Long, atMs: Long, event: Event) = Unit
}

/** One thing worth remembering. */
sealed interface Entry {
    /** The incident it belongs to; null for what belongs to none, or was noted before incidents had an id. */
    val incident: IncidentId? get() = null

    /** A warning was put on the screen. */
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

    /** The warning was answered. */
    data class Answered(val choice: Choice) : Entry

    /** Something did not work. It is shown to whoever looks after the phone. */
    data class Failed(val trouble: Trouble) : Entry
}

/** What can go wrong without stopping the guard. */
enum class Trouble {
    /** The database could not be read. It lies aside, and a new one was begun. */
    DATABASE_UNREADABLE,

    /** Nothing could be written, as on a full phone. The guard works on without. */
    NOT_STORED,

    /** What the engine knew could not be read. It lies aside, and the engine began anew. */
    SNAPSHOT_UNREADABLE,

    /** The engine panicked. One event was lost. */
    ENGINE_PANICKED,

    /** The settings were refused by the engine. */
    SETTINGS_REFUSED,

    /** A stored effect could not be read, or was written by a later version. */
    EFFECT_UNREADABLE,

    /** A warning or a message could not be handed over. */
    NOT_CARRIED_OUT,

    /** The warning's screen did not come up. */
    WARNING_UNSEEN,

    /** The warning's voice was not heard, and a tone stood in for it. */
    VOICE_UNHEARD,

    /** A source of facts failed when it was asked. */
    SIGNAL_FAILED,

    /** Android did not let the service start. The next occasion is used. */
    START_REFUSED,

    /** Somebody stopped the app: a force stop, or "stop" in the list of active apps. */
    STOPPED,

    /** It was swept from the list of recent apps, and its process ended with that. */
    SWEPT_AWAY,

    CRASHED,

    /** It did not answer, and Android ended it. */
    NOT_ANSWERING,

    /** Android ended it for want of memory. */
    MEMORY_SHORT,

    /** The phone ended it for another reason of its own. */
    ENDED_BY_PHONE,
}
