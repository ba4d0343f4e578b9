package app.kinguard.setup

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.Delivery.State
import app.kinguard.family.MessageKind

/** Describes the messages to the family to the parent. */
internal class MessageWords(private val resources: Resources) {
    fun of(kind: MessageKind): String = when (kind) {
        MessageKind.EARLY -> R.string.setup_kind_early
        MessageKind.DANGER -> R.string.setup_kind_danger
        MessageKind.WENT_ON -> R.string.setup_kind_went_on
        MessageKind.UNSEEN -> R.string.setup_kind_unseen
        MessageKind.MONEY_SENT -> R.string.setup_kind_money_sent
        MessageKind.ENDED -> R.string.setup_kind_ended
        MessageKind.PROTECTION -> R.string.setup_kind_protection
        MessageKind.RESTORED -> R.string.setup_kind_restored
        MessageKind.TEST -> R.string.setup_kind_test
        MessageKind.STILL_GUARDING -> R.string.setup_kind_still_guarding
        MessageKind.SILENT -> R.string.setup_kind_silent
        MessageKind.CONTACT_ADDED -> R.string.setup_kind_contact_added
        MessageKind.CONTACT_CODE -> R.string.setup_kind_contact_code
        MessageKind.CONTACT_CONFIRMED -> R.string.setup_kind_contact_confirmed
        MessageKind.ORDER_CHANGED -> R.string.setup_kind_order_changed
        MessageKind.CONTACT_CHANGED -> R.string.setup_kind_contact_changed
        MessageKind.SETTINGS_CHANGED -> R.string.setup_kind_settings_changed
        MessageKind.PIN_SET -> R.string.setup_kind_pin_set
        MessageKind.CONTACT_REMOVED -> R.string.setup_kind_contact_removed
        MessageKind.CONTACT_BACK -> R.string.setup_kind_contact_back
        MessageKind.NUMBER_CHANGED -> R.string.setup_kind_number_changed
        MessageKind.PIN_CODE -> R.string.setup_kind_pin_code
        MessageKind.CODE_ASKED -> R.string.setup_kind_code_asked
        MessageKind.RESET_ASKED, MessageKind.RESET_AGREED, MessageKind.RESET_REFUSED -> R.string.setup_kind_reset
        MessageKind.PIN_CLEARED -> R.string.setup_kind_pin_cleared
        MessageKind.SERVICE_KNOWN -> R.string.setup_kind_service_known
        MessageKind.HISTORY_DELETED -> R.string.setup_kind_history_deleted
        MessageKind.PAUSED -> R.string.setup_kind_paused
        MessageKind.RESUMED -> R.string.setup_kind_resumed
        MessageKind.STOPPED -> R.string.setup_kind_stopped
        MessageKind.PAIRING_LOST -> R.string.setup_kind_pairing_lost
        MessageKind.WITHDRAWN -> R.string.setup_kind_withdrawn
    }.let(resources::getString)

    fun of(state: State): String = when (state) {
        State.WAITING, State.SENDING -> R.string.setup_sent_waiting
        State.SENT -> R.string.setup_sent_sent
        State.DELIVERED -> R.string.setup_sent_delivered
        State.FAILED -> R.string.setup_sent_failed
        State.UNKNOWN -> R.string.setup_sent_unknown
        State.DROPPED -> R.string.setup_sent_dropped
    }.let(resources::getString)
}
