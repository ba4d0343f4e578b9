package app.kinguard.warning

import app.kinguard.core.Level

/** The page that is open. */
sealed interface WarningPage {
    /** Amber only: one question. */
    data object Question : WarningPage

    /** One of the steps out of the danger. */
    data class Way(val at: Int, val after: ActionOutcome? = null) : WarningPage

    /**
     * The explanation of the system's question before this app's own capture ends the sharing that step [at] is about.
     * Somebody who sees the screen does not see this page, but will see the system's question, so the page says
     * beforehand what to answer. [stillSeen]: the parent has said that the sharing is stopped, and the guard sees that
     * it is not.
     */
    data class Cut(val at: Int, val stillSeen: Boolean = false) : WarningPage

    /** The parent has talked to [name] of the family. [reached]: for certain, and not only called. */
    data class Spoke(val name: String, val reached: Boolean) : WarningPage

    /** The numbers to call after money was sent. */
    data object MoneySent : WarningPage

    /** The same without a warning. [told]: the parent has confirmed it with a touch. */
    data class MoneySentLater(val told: Boolean = false) : WarningPage

    /** Amber only: before "all is fine" counts, whether somebody dictated it. */
    data object Fine : WarningPage

    /** Whether the alarm button was pressed by mistake. */
    data object Mistake : WarningPage

    /** The wait before the parent may go on. [sinceMs] counts from the start of the phone. */
    data class Wait(val sinceMs: Long) : WarningPage

    /** The sentence to agree to. */
    data object Agree : WarningPage

    /** The second sentence, and the last. */
    data object Sure : WarningPage
}

/** The result of the last touch, if the step has to mention it. */
enum class ActionOutcome {
    /** The phone would not hang up, so the parent has to. */
    CALL_GOES_ON,

    /** The sharing was seen and has ended, by hand or by this app's own capture. */
    SHARING_ENDED,

    /** This app's own capture could not end it: the parent can still do so by hand. */
    SHARING_NOT_CUT,

    /** The parent says that it has ended, and the guard sees that it has not. */
    SHARING_GOES_ON,

    /** The parent says that it has ended, and the guard never saw it. */
    SHARING_UNSEEN,
}

/** Returns whether the page asks something before it lets the parent out of the warning. */
fun WarningPage.leadsOut(): Boolean = when (this) {
    is WarningPage.Wait, WarningPage.Agree, WarningPage.Sure, WarningPage.Fine, WarningPage.Mistake -> true
    WarningPage.Question, is WarningPage.Way, is WarningPage.Cut, is WarningPage.Spoke -> false
    WarningPage.MoneySent, is WarningPage.MoneySentLater -> false
}

/** Returns what identifies a danger: the same one keeps its page, and a new showing of it begins anew. */
fun Warning.danger(): List<Any> = listOf(rule, level, showing, practice)

/** A warning as it stands, and the parent's progress through it. */
data class WarningState(
    val warning: Warning,
    val page: WarningPage,
    val stopped: Boolean = false,
    /** The relative whom the parent is calling just now. */
    val ringing: String? = null,
    /**
     * True if this app's own capture was tried, so that a parent who cannot end the sharing is not led to it for ever.
     */
    val cutTried: Boolean = false,
    /** True once the guard has seen the screen shared while the warning stood: only then can it see the end of it. */
    val sharingSeen: Boolean = false,
) {
    /** True for a danger that is neither a drill nor the page for money that was sent. */
    val isRed: Boolean get() = warning.level == Level.RED && !warning.practice && page !is WarningPage.MoneySentLater
}
