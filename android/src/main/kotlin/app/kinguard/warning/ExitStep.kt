package app.kinguard.warning

import app.kinguard.core.Reason
import app.kinguard.core.RuleId

/** One step out of the danger. */
enum class ExitStep {
    /** Ends a call that the phone can end. */
    HANG_UP,

    /** Ends a talk in an app, which only the user can do. */
    HANG_UP_CHAT,

    STOP_SHARING,

    /** Switches the phone off, because an app can operate it. The last step, and a call to the family beside it. */
    SWITCH_OFF,

    /** Calls a relative. */
    CALL_FAMILY,

    /** Asks the advice line or somebody nearby, because no relative is known. */
    ASK,
}

/** Returns the steps out of this danger, in order. Never empty. */
fun Warning.way(): List<ExitStep> = buildList {
    when {
        callIsLive() || rule == RuleId.HELP_ASKED || callingNow != null -> add(ExitStep.HANG_UP)
        reasons.any { it is Reason.VoiceChat } -> add(ExitStep.HANG_UP_CHAT)
    }
    if (phoneIsOperated()) {
        add(ExitStep.SWITCH_OFF)
    } else {
        if (screenIsSeen()) add(ExitStep.STOP_SHARING)
        add(if (family.isEmpty()) ExitStep.ASK else ExitStep.CALL_FAMILY)
    }
}

internal fun Warning.callIsLive() = reasons.any { it is Reason.StrangerCall && it.live }

/** Returns whether somebody talks to the parent, so that there is something to hang up. */
internal fun Warning.somebodyTalks() =
    callIsLive() || rule == RuleId.HELP_ASKED || reasons.any { it is Reason.VoiceChat }

private fun Warning.phoneIsOperated() = rule in OPERATED || reasons.any { it is Reason.RemoteControl }

private fun Warning.screenIsSeen() = rule in SEEN || reasons.any { it is Reason.ScreenShared && it.live }

private val OPERATED =
    setOf(
        RuleId.REMOTE_CONTROL,
        RuleId.BANK_UNDER_CONTROL,
        RuleId.SHARE_BY_CONTROLLING_APP,
        RuleId.CONTROL_AFTER_CALL,
    )

private val SEEN =
    setOf(
        RuleId.BANK_DURING_SHARE,
        RuleId.CODES_DURING_SHARE,
        RuleId.SHARE_BY_INSTALLED_APP,
        RuleId.SHARE_DURING_CALL,
        RuleId.SHARE_AFTER_CALL,
        RuleId.SHARE_BY_FRESH_APP,
        RuleId.SHARE_DURING_CHAT,
        RuleId.BANK_DURING_MEETING,
        RuleId.CODES_DURING_CHAT_SHARE,
        RuleId.SHARE_DURING_SERVICE_CALL,
        RuleId.BANK_DURING_HABITUAL_SHARE,
        RuleId.BANK_DURING_FAMILY_HELP,
    )
