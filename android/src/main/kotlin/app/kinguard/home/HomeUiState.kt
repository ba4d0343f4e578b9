package app.kinguard.home

import app.kinguard.R
import app.kinguard.core.Capability

/** The text and marks on the home screen. Equal states look the same. */
data class HomeUiState(
    val mark: Mark,
    val headline: String,
    val lines: List<String>,
    val mend: MissingRequirement?,
    val lead: Lead?,
    val told: String?,
    val call: CallTarget?,
    val practice: Boolean,
)

/** The drawn mark beside the headline, which differs in shape as well as colour. */
enum class Mark(val drawing: Int, val description: Int) {
    WHOLE(R.drawable.home_whole, R.string.home_mark_whole),
    GAP(R.drawable.home_gap, R.string.home_mark_gap),
    PAUSED(R.drawable.home_paused, R.string.home_mark_paused),
    UNKNOWN(R.drawable.home_unknown, R.string.home_mark_unknown),
}

/** The most important missing requirement, and the number of others. */
data class MissingRequirement(val words: String, val capability: Capability, val more: String?)

/** The action that must come first. */
enum class Lead(val words: Int) {
    SET_UP(R.string.home_set_up),
    RESUME(R.string.home_resume),
    TRY(R.string.home_try),
}

/** The largest button. */
sealed interface CallTarget {
    val words: String

    data class Ring(override val words: String, val number: String) : CallTarget

    /** There is nobody to call. */
    data class Add(override val words: String) : CallTarget
}
