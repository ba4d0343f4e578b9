package app.kinguard.warning

import android.content.Context
import android.content.pm.PackageManager
import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.regions.bankLine
import app.kinguard.text.label
import app.kinguard.words.WarningDescription

/** Makes sentences from the facts of a warning. [label] gives the name an app shows on this phone. */
class WarningWords(private val resources: Resources, label: (String) -> String?) {
    private val happening = WarningDescription(resources, label)

    /** Returns what is happening right now, in one sentence. */
    fun happening(warning: Warning): String = happening.sentence(warning.rule, warning.reasons)

    /** Returns the headline: red says what to do, amber what is happening. It changes when a danger is shown again. */
    fun headline(warning: Warning): String = when {
        warning.level == Level.AMBER && warning.showing > 1 -> resources.getString(R.string.warning_again_amber)
        warning.level == Level.AMBER -> happening(warning)
        warning.showing > 1 && warning.somebodyTalks() -> resources.getString(R.string.warning_again_hang_up)
        warning.showing > 1 -> resources.getString(R.string.warning_again_stop)
        else -> resources.getString(stopNow(warning))
    }

    /** Returns what is happening, if the headline does not say it. */
    fun underHeadline(warning: Warning): String? =
        happening(warning).takeIf { warning.level == Level.RED || warning.showing > 1 }

    /** Returns a truth that holds against any story. Amber only asks. */
    fun truth(warning: Warning): String? = when {
        warning.level == Level.AMBER -> null
        warning.rule in ABOUT_CONTROL -> R.string.warning_never_controls
        warning.rule in ABOUT_SEEING -> R.string.warning_never_looks
        warning.rule == RuleId.CALL_FORWARDING -> R.string.warning_never_diverts
        else -> R.string.warning_never_asks_money
    }?.let(resources::getString)

    /** Returns the line of the first bank or wallet of this danger whose line is known, and the app's name. */
    fun bankLine(warning: Warning): BankLine? = warning.reasons.filterIsInstance<Reason.MoneyApp>()
        .firstNotNullOfOrNull { opened ->
            bankLine(opened.`package`, warning.home)?.let { BankLine(it, happening.bank(opened.`package`)) }
        }

    /** Returns the one question of amber. */
    fun question(warning: Warning): String = resources.getString(
        when (warning.rule) {
            RuleId.INSTALL_AFTER_CALL -> R.string.warning_ask_install
            in BY_SOMEBODY_WHO_LOOKS -> R.string.warning_ask_viewer
            in ON_SOMEBODYS_WORD -> R.string.warning_ask_word
            else -> R.string.warning_ask_money
        },
    )

    /** Returns the answers to [question]: the one that stops, and the one that goes on. */
    fun answers(warning: Warning): Pair<String, String> {
        val (no, yes) =
            when {
                asksForMoney(warning) && warning.callIsLive() ->
                    R.string.warning_unknown_hang_up_button to R.string.warning_fine_money_button
                asksForMoney(warning) -> R.string.warning_unknown_stop_button to R.string.warning_fine_money_button
                warning.callIsLive() -> R.string.warning_no_hang_up_button to R.string.warning_fine_button
                else -> R.string.warning_no_stop_button to R.string.warning_fine_button
            }
        return resources.getString(no) to resources.getString(yes)
    }

    /**
     * Returns the words that are spoken. The caller may listen, so they reveal neither what is known nor who was told,
     * but for what a relative wants to be heard.
     */
    fun spoken(warning: Warning): String =
        listOfNotNull(alarm(warning), said(warning)?.replace('\n', ' ')).joinToString(" ")

    /** Returns who says what, from afar. */
    fun said(warning: Warning): String? = warning.said?.let {
        resources.getString(R.string.warning_family_says, it.from) + "\n" + it.words
    }

    private fun alarm(warning: Warning): String = listOfNotNull(
        R.string.warning_spoken_practice.takeIf { warning.practice },
        if (warning.level == Level.RED) stopNow(warning) else R.string.warning_spoken,
        R.string.warning_spoken_hang_up.takeIf { warning.level == Level.AMBER && warning.somebodyTalks() },
        R.string.warning_spoken_money,
    ).joinToString(" ") { resources.getString(it).replace('\n', ' ') }

    private fun stopNow(warning: Warning) =
        if (warning.somebodyTalks()) R.string.warning_hang_up_now else R.string.warning_stop_now

    private fun asksForMoney(warning: Warning) = question(warning) == resources.getString(R.string.warning_ask_money)

    private companion object {
        val BY_SOMEBODY_WHO_LOOKS =
            setOf(
                RuleId.SHARE_BY_FRESH_APP,
                RuleId.SHARE_DURING_CHAT,
                RuleId.BANK_DURING_MEETING,
                RuleId.CODES_DURING_CHAT_SHARE,
                RuleId.SHARE_DURING_SERVICE_CALL,
                RuleId.BANK_DURING_HABITUAL_SHARE,
                RuleId.BANK_DURING_FAMILY_HELP,
            )
        val ON_SOMEBODYS_WORD =
            setOf(
                RuleId.SETTINGS_DURING_CALL,
                RuleId.PERMISSION_DURING_CALL,
                RuleId.CONTROL_AFTER_CALL,
                RuleId.FORWARDING_SET_UP,
                RuleId.NFC_WITH_NEW_APP,
                RuleId.CODES_DURING_CALL,
            )
        val ABOUT_CONTROL = setOf(RuleId.REMOTE_CONTROL, RuleId.BANK_UNDER_CONTROL)
        val ABOUT_SEEING =
            setOf(
                RuleId.BANK_DURING_SHARE,
                RuleId.BANK_AFTER_SHARE,
                RuleId.CODES_DURING_SHARE,
                RuleId.SHARE_BY_INSTALLED_APP,
                RuleId.SHARE_DURING_CALL,
                RuleId.SHARE_AFTER_CALL,
                RuleId.SHARE_BY_CONTROLLING_APP,
                RuleId.HELP_ASKED,
            )
    }
}

/** The telephone line of a bank or wallet, and the name its app shows on this phone. */
data class BankLine(val number: String, val bank: String)

/** Returns the name that an app shows on this phone. */
internal fun Context.labelOf(id: String): String? = try {
    label(packageManager.getApplicationLabel(packageManager.getApplicationInfo(id, 0)))
} catch (_: PackageManager.NameNotFoundException) {
    null
}
