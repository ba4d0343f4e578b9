package app.kinguard.words

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Certainty
import app.kinguard.core.Origin
import app.kinguard.core.Reason
import app.kinguard.core.RuleId

/** Describes a warning, for the screen and for the history. [label] gives the name of an app. */
class WarningDescription(private val resources: Resources, private val label: (String) -> String?) {
    /** Returns the description in one sentence. */
    fun sentence(rule: RuleId, reasons: List<Reason>): String {
        val opened = reasons.filterIsInstance<Reason.MoneyApp>().lastOrNull()
        val bank = opened?.let { bank(it.`package`) } ?: resources.getString(R.string.warning_bank)

        fun opened(id: Int) = resources.getString(id, bank)

        fun installed(id: Int) = resources.getString(id, quoted(culprit(reasons)))
        val hidden = reasons.any { it is Reason.StrangerCall && it.origin == Origin.HIDDEN }
        val shared = reasons.filterIsInstance<Reason.ScreenShared>()
        return when (rule) {
            RuleId.HELP_ASKED ->
                resources.getString(R.string.warning_help_asked, resources.getString(R.string.home_help))
            RuleId.BANK_DURING_SHARE ->
                opened(
                    if (shared.isNotEmpty() && shared.all { it.certainty == Certainty.POSSIBLE }) {
                        R.string.warning_bank_during_share_maybe
                    } else {
                        R.string.warning_bank_during_share
                    },
                )
            RuleId.BANK_AFTER_SHARE -> opened(R.string.warning_bank_after_share)
            RuleId.CODES_DURING_SHARE -> resources.getString(R.string.warning_codes_during_share)
            RuleId.SHARE_BY_INSTALLED_APP ->
                installed(
                    if (shared.any { it.live && it.certainty != Certainty.POSSIBLE }) {
                        R.string.warning_share_by_installed_app_live
                    } else {
                        R.string.warning_share_by_installed_app
                    },
                )
            RuleId.SHARE_DURING_CALL -> resources.getString(R.string.warning_share_during_call)
            RuleId.SHARE_AFTER_CALL -> resources.getString(R.string.warning_share_after_call)
            RuleId.REMOTE_CONTROL -> installed(R.string.warning_remote_control)
            RuleId.CALL_FORWARDING -> resources.getString(R.string.warning_call_forwarding)
            RuleId.PAYMENT_APP_IN_INCIDENT -> installed(R.string.warning_payment_app_in_incident)
            RuleId.BANK_DURING_MEETING -> opened(R.string.warning_bank_during_meeting)
            RuleId.INSTALL_AFTER_CALL ->
                installed(
                    if (reasons.any { it is Reason.StrangerCall && it.live }) {
                        R.string.warning_install_during_call
                    } else {
                        R.string.warning_install_after_call
                    },
                )
            RuleId.SHARE_BY_FRESH_APP -> installed(R.string.warning_share_by_fresh_app)
            RuleId.SHARE_DURING_CHAT -> resources.getString(R.string.warning_share_during_chat)
            RuleId.BANK_DURING_OVERSEAS_CALL ->
                opened(
                    if (hidden) {
                        R.string.warning_bank_during_hidden_call
                    } else {
                        R.string.warning_bank_during_overseas_call
                    },
                )
            RuleId.BANK_AFTER_OVERSEAS_CALL ->
                opened(
                    if (hidden) {
                        R.string.warning_bank_after_hidden_call
                    } else {
                        R.string.warning_bank_after_overseas_call
                    },
                )
            RuleId.BANK_DURING_CALL -> opened(R.string.warning_bank_during_call)
            RuleId.BANK_AFTER_INSTALL -> opened(R.string.warning_bank_after_install)
            RuleId.BANK_AFTER_CALL -> opened(R.string.warning_bank_after_call)
            RuleId.SETTINGS_DURING_CALL -> resources.getString(R.string.warning_settings_during_call)
            RuleId.PERMISSION_DURING_CALL -> resources.getString(R.string.warning_permission_during_call)
            RuleId.CONTROL_AFTER_CALL -> installed(R.string.warning_control_after_call)
            RuleId.BANK_UNDER_CONTROL -> opened(R.string.warning_bank_under_control)
            RuleId.SHARE_BY_CONTROLLING_APP -> installed(R.string.warning_share_by_controlling_app)
            RuleId.CODES_DURING_CHAT_SHARE -> resources.getString(R.string.warning_codes_during_chat_share)
            RuleId.BANK_DURING_DIALLED_CALL -> opened(R.string.warning_bank_during_dialled_call)
            RuleId.SHARE_DURING_SERVICE_CALL -> resources.getString(R.string.warning_share_during_service_call)
            RuleId.BANK_DURING_HABITUAL_SHARE -> opened(R.string.warning_bank_during_habitual_share)
            RuleId.FORWARDING_SET_UP -> resources.getString(R.string.warning_forwarding_set_up)
            RuleId.NFC_WITH_NEW_APP -> resources.getString(R.string.warning_nfc_with_new_app)
            RuleId.CODES_DURING_CALL ->
                resources.getString(
                    if (hidden) R.string.warning_codes_during_hidden_call else R.string.warning_codes_during_call,
                )
            RuleId.BANK_DURING_FAMILY_HELP -> opened(R.string.warning_bank_during_family_help)
            // These only tell the family. If one ever warns, the parent still gets a sentence.
            RuleId.INSTALL_DURING_CHAT,
            RuleId.SIDELOADED_MEETING_APP,
            RuleId.LONG_STRANGER_CALL,
            RuleId.SIDELOADED_APP_IN_CONTROL,
            RuleId.SHARE_IN_CHAT_APP,
            RuleId.MONEY_APP_AFTER_CALL,
            RuleId.POWERFUL_APP_INSTALLED,
            RuleId.SETTINGS_DURING_INCIDENT,
            RuleId.PROTECTION_CHANGED,
            -> resources.getString(R.string.warning_other)
        }
    }

    /** Returns the name of a bank or payment app. */
    fun bank(app: String): String = label(app)?.let(::plain) ?: resources.getString(R.string.warning_bank)

    /** Returns the app that the sentence is about. */
    private fun culprit(reasons: List<Reason>): String? {
        val named =
            reasons.firstNotNullOfOrNull { (it as? Reason.RemoteControl)?.`package` }
                ?: reasons.firstNotNullOfOrNull { (it as? Reason.PaymentAppInstalled)?.`package` }
                ?: reasons.firstNotNullOfOrNull { (it as? Reason.Installed)?.`package` }
                ?: reasons.firstNotNullOfOrNull { (it as? Reason.ScreenShared)?.`package` }
        return named?.let(label)?.let(::plain)
    }

    private fun quoted(name: String?): String = if (name == null) {
        resources.getString(R.string.warning_app)
    } else {
        resources.getString(R.string.warning_quoted, name)
    }

    companion object {
        private const val LONGEST = 12

        /** Returns an app's name without other signs: a fraudster's app may have a whole sentence as its name. */
        fun plain(name: String): String? {
            val shown = name.filter { it.isLetterOrDigit() || it in " -+." }.trim()
            return if (shown.length > LONGEST) shown.take(LONGEST - 1) + "…" else shown.ifEmpty { null }
        }
    }
}
