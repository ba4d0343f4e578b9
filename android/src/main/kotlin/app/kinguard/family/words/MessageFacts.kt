package app.kinguard.family.words

import app.kinguard.core.AppName
import app.kinguard.core.Capability
import app.kinguard.core.RuleId
import app.kinguard.family.Change
import app.kinguard.family.MessageKind

/**
 * The facts of one message. They include no caller's number, no balance and nothing that apps show, because anybody who
 * holds the contact's phone may read the message.
 */
data class MessageFacts(
    val kind: MessageKind,
    /** The rule of the core's decision; null if there was none. */
    val rule: RuleId?,
    /** The time of the event. For [MessageKind.SILENT], the time of the phone's last sign of life. */
    val whenMs: Long,
    val nowMs: Long,
    /** The family's name for the parent, such as 妈妈. */
    val parent: String,
    /** The app involved, if the catalogue knows its name for certain: apps can call themselves anything. */
    val app: AppName? = null,
    /** The capabilities that stopped working, or work again. */
    val capabilities: Set<Capability> = emptySet(),
    /** The region of the parent's SIM, which decides whom to call there. */
    val region: String = "",
    /** True if the contact is in that region too, where its police can be called. */
    val isNear: Boolean = true,
    /** True if it could not be sent when it happened. */
    val late: Boolean = false,
    /** True if it may have arrived before. */
    val repeated: Boolean = false,
    /** Digits to tell the person at the phone: for a test without buttons, or for a forgotten PIN. */
    val code: String? = null,
    /** The name of the contact whom the message is about. */
    val who: String? = null,
    /** True if somebody was checking the phone when it happened. */
    val duringCheck: Boolean = false,
    val changes: Set<Change> = emptySet(),
    /** The time at which it ends, or begins. */
    val untilMs: Long? = null,
)

/** The text of a message. */
data class MessageText(
    /** For channels that show a title. Nothing is lost without it. */
    val title: String,
    /** The whole message, at most two text messages long. */
    val text: String,
)
