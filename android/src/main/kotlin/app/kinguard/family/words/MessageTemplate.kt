package app.kinguard.family.words

import app.kinguard.R
import app.kinguard.core.RuleId
import app.kinguard.family.MessageKind

/** The structure of a message: a title, what happened, and the one thing to do. Each is a text with placeholders. */
internal class MessageTemplate(val title: Int, val happened: Int, val todo: Int)

internal fun MessageFacts.story(): MessageTemplate = when (kind) {
    MessageKind.EARLY -> MessageTemplate(R.string.family_title_early, early(), question())
    MessageKind.DANGER -> MessageTemplate(R.string.family_title_danger, danger(), rescue())
    MessageKind.WENT_ON -> MessageTemplate(R.string.family_title_went_on, R.string.family_went_on, rescue())
    MessageKind.UNSEEN ->
        MessageTemplate(
            R.string.family_title_unseen,
            R.string.family_unseen,
            if (dangerOf(rule) == null) question() else rescue(),
        )
    MessageKind.MONEY_SENT -> MessageTemplate(R.string.family_title_money_sent, R.string.family_money_sent, freeze())
    MessageKind.ENDED -> MessageTemplate(
        R.string.family_title_ended,
        R.string.family_ended,
        R.string.family_do_ask_later,
    )
    MessageKind.PROTECTION -> protection()
    MessageKind.RESTORED -> MessageTemplate(
        R.string.family_title_restored,
        R.string.family_restored,
        R.string.family_do_nothing,
    )
    MessageKind.TEST -> {
        val confirm = if (code == null) R.string.family_do_confirm else R.string.family_do_read_out
        MessageTemplate(R.string.family_title_test, R.string.family_test, confirm)
    }
    MessageKind.STILL_GUARDING ->
        MessageTemplate(
            R.string.family_title_still_guarding,
            R.string.family_still_guarding,
            R.string.family_do_nothing,
        )
    MessageKind.SILENT -> MessageTemplate(R.string.family_title_silent, R.string.family_silent, R.string.family_do_look)
    MessageKind.CONTACT_ADDED ->
        MessageTemplate(R.string.family_title_contact_added, R.string.family_contact_added, R.string.family_do_ask_why)
    MessageKind.CONTACT_CODE ->
        if (code == null) {
            MessageTemplate(R.string.family_title_pin_code, R.string.family_pin_code_lapsed, R.string.family_do_look)
        } else {
            MessageTemplate(
                R.string.family_title_contact_code,
                R.string.family_contact_code,
                R.string.family_do_say_if_known,
            )
        }
    MessageKind.CONTACT_CONFIRMED ->
        MessageTemplate(
            R.string.family_title_contact_confirmed,
            R.string.family_contact_confirmed,
            R.string.family_do_ask_why,
        )
    MessageKind.ORDER_CHANGED ->
        MessageTemplate(R.string.family_title_order_changed, R.string.family_order_changed, R.string.family_do_ask_why)
    MessageKind.CONTACT_CHANGED ->
        MessageTemplate(
            R.string.family_title_contact_changed,
            R.string.family_contact_changed,
            R.string.family_do_ask_why,
        )
    MessageKind.SETTINGS_CHANGED ->
        MessageTemplate(
            R.string.family_title_settings_changed,
            R.string.family_settings_changed,
            R.string.family_do_ask_why,
        )
    MessageKind.PIN_SET -> MessageTemplate(
        R.string.family_title_pin_set,
        R.string.family_pin_set,
        R.string.family_do_ask_why,
    )
    MessageKind.CONTACT_REMOVED ->
        MessageTemplate(
            R.string.family_title_contact_removed,
            R.string.family_contact_removed,
            R.string.family_do_ask_why,
        )
    MessageKind.CONTACT_BACK ->
        MessageTemplate(R.string.family_title_contact_back, R.string.family_contact_back, R.string.family_do_nothing)
    MessageKind.NUMBER_CHANGED ->
        MessageTemplate(
            R.string.family_title_number_changed,
            R.string.family_number_changed,
            R.string.family_do_ask_why,
        )
    MessageKind.PIN_CODE ->
        if (code == null) {
            MessageTemplate(R.string.family_title_pin_code, R.string.family_pin_code_lapsed, R.string.family_do_look)
        } else {
            MessageTemplate(R.string.family_title_pin_code, R.string.family_pin_code, R.string.family_do_say_to_family)
        }
    MessageKind.CODE_ASKED -> {
        val forWhat = if (who == null) R.string.family_code_asked_pin else R.string.family_code_asked_contact
        MessageTemplate(R.string.family_title_code_asked, forWhat, R.string.family_do_ask_who)
    }
    MessageKind.RESET_ASKED ->
        MessageTemplate(R.string.family_title_reset, R.string.family_reset_asked, R.string.family_do_agree)
    MessageKind.RESET_AGREED ->
        MessageTemplate(R.string.family_title_reset, R.string.family_reset_agreed, R.string.family_do_object)
    MessageKind.RESET_REFUSED ->
        MessageTemplate(R.string.family_title_reset, R.string.family_reset_refused, R.string.family_do_nothing)
    MessageKind.PIN_CLEARED ->
        MessageTemplate(R.string.family_title_pin_cleared, R.string.family_pin_cleared, R.string.family_do_ask_why)
    MessageKind.SERVICE_KNOWN ->
        MessageTemplate(R.string.family_title_service_known, R.string.family_service_known, R.string.family_do_ask_why)
    MessageKind.HISTORY_DELETED ->
        MessageTemplate(
            R.string.family_title_history_deleted,
            R.string.family_history_deleted,
            R.string.family_do_ask_why,
        )
    MessageKind.PAUSED -> MessageTemplate(
        R.string.family_title_paused,
        R.string.family_paused,
        R.string.family_do_ask_why,
    )
    MessageKind.RESUMED -> MessageTemplate(
        R.string.family_title_resumed,
        R.string.family_resumed,
        R.string.family_do_nothing,
    )
    MessageKind.STOPPED -> MessageTemplate(
        R.string.family_title_stopped,
        R.string.family_stopped,
        R.string.family_do_ask_why,
    )
    MessageKind.PAIRING_LOST ->
        MessageTemplate(R.string.family_title_pairing_lost, R.string.family_pairing_lost, R.string.family_do_pair)
    MessageKind.WITHDRAWN ->
        MessageTemplate(R.string.family_title_withdrawn, R.string.family_withdrawn, R.string.family_do_ask_choice)
}

private fun MessageFacts.protection(): MessageTemplate = when (rule) {
    RuleId.SETTINGS_DURING_INCIDENT ->
        MessageTemplate(R.string.family_title_danger, R.string.family_settings, R.string.family_do_stop)
    RuleId.SETTINGS_DURING_CALL ->
        MessageTemplate(R.string.family_title_early, R.string.family_settings_during_call, R.string.family_do_ask)
    else -> MessageTemplate(R.string.family_title_protection, R.string.family_protection, R.string.family_do_repair)
}

private fun MessageFacts.early(): Int = when (rule) {
    RuleId.INSTALL_AFTER_CALL -> R.string.family_install_after_call
    RuleId.INSTALL_DURING_CHAT -> R.string.family_install_during_chat
    RuleId.SIDELOADED_MEETING_APP -> R.string.family_install_from_link
    RuleId.SHARE_BY_FRESH_APP -> R.string.family_share_by_fresh_app
    RuleId.BANK_DURING_OVERSEAS_CALL -> R.string.family_bank_during_call
    RuleId.BANK_AFTER_OVERSEAS_CALL -> R.string.family_bank_after_call
    RuleId.BANK_AFTER_INSTALL -> R.string.family_bank_after_install
    RuleId.LONG_STRANGER_CALL -> R.string.family_long_call
    RuleId.PERMISSION_DURING_CALL -> R.string.family_permission_during_call
    RuleId.SIDELOADED_APP_IN_CONTROL -> R.string.family_in_control
    RuleId.CONTROL_AFTER_CALL -> R.string.family_control_after_call
    RuleId.CODES_DURING_CHAT_SHARE -> R.string.family_codes_during_chat_share
    RuleId.SHARE_IN_CHAT_APP -> R.string.family_share_in_chat
    RuleId.MONEY_APP_AFTER_CALL -> R.string.family_money_app
    RuleId.BANK_DURING_DIALLED_CALL -> R.string.family_bank_during_dialled_call
    RuleId.SHARE_DURING_SERVICE_CALL -> R.string.family_share_during_service_call
    RuleId.BANK_DURING_HABITUAL_SHARE -> R.string.family_bank_during_habitual_share
    RuleId.FORWARDING_SET_UP -> R.string.family_forwarding_set_up
    RuleId.NFC_WITH_NEW_APP -> R.string.family_nfc
    RuleId.POWERFUL_APP_INSTALLED -> R.string.family_powerful_app
    RuleId.BANK_DURING_FAMILY_HELP -> R.string.family_bank_during_family_help
    else -> R.string.family_early
}

private fun MessageFacts.danger(): Int = dangerOf(rule) ?: R.string.family_danger

/** Returns null if the rule only asks the parent a question, which is no danger yet. */
private fun dangerOf(rule: RuleId?): Int? = when (rule) {
    RuleId.HELP_ASKED -> R.string.family_help_asked
    RuleId.BANK_DURING_SHARE -> R.string.family_bank_during_share
    RuleId.BANK_AFTER_SHARE -> R.string.family_bank_after_share
    RuleId.CODES_DURING_SHARE -> R.string.family_codes_during_share
    RuleId.SHARE_BY_INSTALLED_APP -> R.string.family_share_by_installed_app
    RuleId.SHARE_DURING_CALL, RuleId.SHARE_AFTER_CALL -> R.string.family_share_with_stranger
    RuleId.REMOTE_CONTROL -> R.string.family_remote_control
    RuleId.CALL_FORWARDING -> R.string.family_call_forwarding
    RuleId.PAYMENT_APP_IN_INCIDENT -> R.string.family_payment_app
    RuleId.BANK_UNDER_CONTROL -> R.string.family_bank_under_control
    RuleId.SHARE_BY_CONTROLLING_APP -> R.string.family_share_by_controlling_app
    else -> null
}

/** Says how to find out. Calling a diverted number may reach the fraudster. */
private fun MessageFacts.question(): Int =
    if (rule == RuleId.FORWARDING_SET_UP) R.string.family_do_go_round else R.string.family_do_ask

/** Says how to end it. */
private fun MessageFacts.rescue(): Int = when (rule) {
    RuleId.CALL_FORWARDING, RuleId.FORWARDING_SET_UP -> R.string.family_do_go_round
    RuleId.REMOTE_CONTROL, RuleId.BANK_UNDER_CONTROL, RuleId.SHARE_BY_CONTROLLING_APP -> R.string.family_do_switch_off
    else -> R.string.family_do_stop
}

/**
 * Says that the parent must call, because the bank and the police listen only to the parent, and the contact may be in
 * another country.
 */
private fun MessageFacts.freeze(): Int =
    if (police() == null) R.string.family_do_freeze else R.string.family_do_freeze_and_report
