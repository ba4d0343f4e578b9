package app.kinguard.family.words

import app.kinguard.core.AppName
import app.kinguard.core.Capability
import app.kinguard.core.RuleId
import app.kinguard.family.Change
import app.kinguard.family.MessageKind

/**
 * The facts of one message. No caller's number, no balance and nothing that an app shows: a message may be read by
 * anybody who holds the contact's phone.
 */
data class MessageFacts(
    val kind: MessageKind,
    /** What the core decided it by; null where it follows from no rule. */
    val rule: RuleId?,
    /** When it happened; of [MessageKind.SILENT], when the phone was last heard of. */
    val whenMs: Long,
    val nowMs: Long,
    /** What the family calls the parent, such as 妈妈. */
    val parent: String,
    /** The app it is about, if the catalogue is sure of its name: an app may name itself as it likes. */
    val app: AppName? = null,
    /** What stopped working, or works again. */
    val capabilities: Set<Capability> = emptySet(),
    /** Of the parent's SIM, for whom to ring there. */
    val region: String = "",
    /** Whom it goes to is in that region too, where its police can be rung. */
    val isNear: Boolean = true,
    /** It could not be sent when it happened. */
    val late: Boolean = false,
    /** It may have arrived before. */
    val repeated: Boolean = false,
    /** Digits to be told to whoever is at the phone: of a test on a way that has no buttons, or of a forgotten PIN. */
    val code: String? = null,
    /** Whom of the family it is about, by name. */
    val who: String? = null,
    /** Somebody was checking the phone when it happened. */
    val duringCheck: Boolean = false,
    /** What was changed. */
    val changes: Set<Change> = emptySet(),
    /** Until when it holds, or from when on. */
    val untilMs: Long? = null,
)

/** A message in words. */
data class MessageText(
    /** For channels that show one. Nothing is lost without it. */
    val title: String,
    /** The whole message, two text messages at most. */
    val text: String,
)
