package app.kinguard.family.sealed

import app.kinguard.core.Alert
import app.kinguard.core.AlertKind
import app.kinguard.core.FamilyAsk
import app.kinguard.core.RuleId
import app.kinguard.core.Urgency
import app.kinguard.family.Delivery
import app.kinguard.family.MessageKind
import app.kinguard.family.OutgoingMessage

/** Returns [delivery], put into the words of [post], as a paired device is told it. */
internal fun alert(delivery: Delivery, post: OutgoingMessage, region: String): Alert {
    val message = delivery.message
    return Alert(
        message = message.id,
        kind = message.kind.alertKind,
        urgency = message.kind.urgency(message.facts.rule),
        incident = message.incident,
        title = post.title,
        text = post.text,
        region = region.ifEmpty { null },
        asks = message.kind.asks,
    )
}

/** What the contact may answer. Nothing but a first sign can be called off. */
internal val MessageKind.asks: List<FamilyAsk>
    get() = when (this) {
        MessageKind.EARLY -> listOf(FamilyAsk.CALLING, FamilyAsk.FINE)
        MessageKind.DANGER, MessageKind.WENT_ON, MessageKind.UNSEEN, MessageKind.MONEY_SENT -> DURING_DANGER
        MessageKind.TEST -> listOf(FamilyAsk.ARRIVED)
        MessageKind.CONTACT_ADDED -> listOf(FamilyAsk.CONFIRM)
        MessageKind.RESET_ASKED -> listOf(FamilyAsk.RESET_PIN, FamilyAsk.OBJECT)
        MessageKind.RESET_AGREED -> listOf(FamilyAsk.OBJECT)
        else -> emptyList()
    }

/** What the contact may answer while a red warning stands. */
internal val DURING_DANGER = listOf(FamilyAsk.CALLING, FamilyAsk.END_CALL, FamilyAsk.SAY, FamilyAsk.RING_NEXT)

private val MessageKind.alertKind: AlertKind
    get() = when (this) {
        MessageKind.EARLY -> AlertKind.EARLY
        MessageKind.DANGER -> AlertKind.DANGER
        MessageKind.WENT_ON -> AlertKind.WENT_ON
        MessageKind.UNSEEN -> AlertKind.UNSEEN
        MessageKind.MONEY_SENT -> AlertKind.MONEY_SENT
        MessageKind.ENDED -> AlertKind.ENDED
        MessageKind.PROTECTION -> AlertKind.PROTECTION
        MessageKind.RESTORED -> AlertKind.RESTORED
        MessageKind.TEST -> AlertKind.TEST
        MessageKind.PAUSED -> AlertKind.PAUSED
        MessageKind.SERVICE_KNOWN, MessageKind.HISTORY_DELETED, MessageKind.CODE_ASKED, MessageKind.RESET_ASKED,
        MessageKind.RESET_AGREED, MessageKind.RESET_REFUSED,
        -> AlertKind.CHANGE
        else -> if (isChange) AlertKind.CHANGE else AlertKind.OTHER
    }

/** Wakes the contact for a danger. A long call alone is no reason to. */
private fun MessageKind.urgency(rule: RuleId?): Urgency = when (this) {
    MessageKind.EARLY -> if (rule == RuleId.LONG_STRANGER_CALL) Urgency.LOUD else Urgency.ALARM
    MessageKind.DANGER, MessageKind.WENT_ON, MessageKind.UNSEEN, MessageKind.MONEY_SENT -> Urgency.ALARM
    MessageKind.ENDED, MessageKind.RESTORED, MessageKind.RESUMED, MessageKind.STILL_GUARDING,
    MessageKind.CONTACT_BACK,
    -> Urgency.QUIET
    else -> Urgency.LOUD
}
