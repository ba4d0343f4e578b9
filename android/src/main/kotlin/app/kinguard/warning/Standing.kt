package app.kinguard.warning

import app.kinguard.core.Level

/** The page that is open. */
sealed interface Page {
    /** Amber only: one question. */
    data object Question : Page

    /** One of the steps out of the danger. */
    data class Way(val at: Int, val after: Outcome? = null) : Page

    /**
     * What the system will ask before our own capture ends the sharing that step [at] is about. Whoever watches does not
     * see this page, but will see the system's question: so it says beforehand what to answer. [stillSeen]: the person has
     * said that it is stopped, and the guard sees that it is not.
     */
    data class Cut(val at: Int, val stillSeen: Boolean = false) : Page

    /** The person has talked to [name] of the family. [reached]: for certain, and not only rung. */
    data class Spoke(val name: String, val reached: Boolean) : Page

    /** Whom to call now that money has left. */
    data object MoneySent : Page

    /** The same without a warning. [told]: the person has said by a touch that it is so. */
    data class MoneySentLater(val told: Boolean = false) : Page

    /** Waiting before one may go on. [sinceMs] counts from the start of the phone. */
    data class Wait(val sinceMs: Long) : Page

    /** The sentence to agree to. */
    data object Agree : Page

    /** The second sentence, and the last. */
    data object Sure : Page
}

/** What came of the last touch, where the step has to say it. */
enum class Outcome {
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
data class Standing(
    val warning: Warning,
    val page: Page,
    val stopped: Boolean = false,
    /** Whom of the family the person rings just now. */
    val ringing: String? = null,
    /** Whether our own capture was tried, so that whoever cannot end the sharing is not led to it for ever. */
    val cutTried: Boolean = false,
) {
    /** A danger, and neither a drill nor the page for money that has left. */
    val isRed: Boolean get() = warning.level == Level.RED && !warning.practice && page !is Page.MoneySentLater
}
