package app.kinguard.warning

import app.kinguard.core.Level

/** The page that is open. */
sealed interface WarningPage {
    /** Amber only: one question. */
    data object Question : WarningPage

    /** One of the steps out of the danger. */
    data class Way(val at: Int, val after: ActionOutcome? = null) : WarningPage

    /**
     * What the system will ask before our own capture ends the sharing that step [at] is about. Whoever watches does not
     * see this page, but will see the system's question: so it says beforehand what to answer. [stillSeen]: the person has
     * said that it is stopped, and the guard sees that it is not.
     */
    data class Cut(val at: Int, val stillSeen: Boolean = false) : WarningPage

    /** The person has talked to [name] of the family. [reached]: for certain, and not only rung. */
    data class Spoke(val name: String, val reached: Boolean) : WarningPage

    /** Whom to call now that money has left. */
    data object MoneySent : WarningPage

    /** The same without a warning. [told]: the person has said by a touch that it is so. */
    data class MoneySentLater(val told: Boolean = false) : WarningPage

    /** Waiting before one may go on. [sinceMs] counts from the start of the phone. */
    data class Wait(val sinceMs: Long) : WarningPage

    /** The sentence to agree to. */
    data object Agree : WarningPage

    /** The second sentence, and the last. */
    data object Sure : WarningPage
}

/** What came of the last touch, where the step has to say it. */
enum class ActionOutcome {
    /** The phone would not hang up, so the person has to. */
    CALL_GOES_ON,

    /** Our own capture ended the sharing. */
    SHARING_CUT,

    /** It could not: the way by hand remains. */
    SHARING_NOT_CUT,
}

/** What makes one danger another: the same keeps its page, and a new showing of it begins anew. */
fun Warning.danger(): List<Any> = listOf(rule, level, showing, practice)

/** A warning as it stands, and how far the person has come in it. */
data class WarningState(
    val warning: Warning,
    val page: WarningPage,
    val stopped: Boolean = false,
    /** Whom of the family the person rings just now. */
    val ringing: String? = null,
    /** Whether our own capture was tried, so that whoever cannot end the sharing is not led to it for ever. */
    val cutTried: Boolean = false,
) {
    /** A danger, and neither a drill nor the page for money that has left. */
    val isRed: Boolean get() = warning.level == Level.RED && !warning.practice && page !is WarningPage.MoneySentLater
}
