package app.kinguard.warning

import app.kinguard.R

/** The action of a button. */
sealed interface WarningAction {
    /** Ends the call and goes to the next step. */
    data object HangUp : WarningAction

    /** Finishes this step. */
    data object Next : WarningAction

    /** Amber's "no": stops, and shows the way out. */
    data object Stop : WarningAction

    data class CallFamily(val relative: Relative) : WarningAction

    data class Dial(val number: String) : WarningAction

    data object MoneySent : WarningAction

    data class Turn(val page: WarningPage) : WarningAction

    /** Lets the system ask for this app's own capture, which ends the other. */
    data object Cut : WarningAction

    data object StartWaiting : WarningAction

    data object GoOn : WarningAction

    data object Back : WarningAction

    /** Ends the warning, because the parent has stopped and no longer needs it. */
    data object Done : WarningAction

    /** Closes a page that is no warning, and reports nothing. */
    data object Close : WarningAction
}

/** A button: its words and its action. */
data class WarningButton(val words: String, val act: WarningAction)

/** Everything one page shows. */
data class WarningUiState(
    val headline: String,
    val body: String,
    val more: String? = null,
    val step: String? = null,
    val drawing: WarningDrawing? = null,
    val calling: String? = null,
    /** What a relative says. */
    val said: String? = null,
    val main: WarningButton,
    val bank: WarningButton? = null,
    val second: WarningButton? = null,
    val call: WarningButton? = null,
    val moneySent: Boolean = true,
    val goOn: WarningButton? = null,
    val back: WarningButton? = null,
    /** The time until the page offers more by itself, so that it has to be shown again. Null if it does not wait. */
    val leftMs: Long? = null,
)

/** A drawing of what the page asks for. */
enum class WarningDrawing(val picture: Int, val description: Int) {
    POWER_BUTTON(R.drawable.warning_side_button, R.string.warning_side_button),
    START_BUTTON(R.drawable.warning_start, R.string.warning_cut_drawing),
}
