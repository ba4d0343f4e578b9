package app.kinguard.home

import app.kinguard.R
import app.kinguard.core.Capability

/** What home shows, in words. Two that are equal look the same. */
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

/** The drawn mark beside the headline: not by its colour alone, but by its shape too. */
enum class Mark(val drawing: Int, val description: Int) {
    WHOLE(R.drawable.home_whole, R.string.home_mark_whole),
    GAP(R.drawable.home_gap, R.string.home_mark_gap),
    PAUSED(R.drawable.home_paused, R.string.home_mark_paused),
    UNKNOWN(R.drawable.home_unknown, R.string.home_mark_unknown),
}

/** What is missing most, and what else. */
data class MissingRequirement(val words: String, val capability: Capability, val more: String?)

/** What has to come first. */
enum class Lead(val words: Int) {
    SET_UP(R.string.home_set_up),
    RESUME(R.string.home_resume),
    TRY(R.string.home_try),
}

/** The largest button. */
sealed interface CallTarget {
    val words: String

    data class Ring(override val words: String, val number: String) : CallTarget

    /** Nobody is there to be rung. */
    data class Add(override val words: String) : CallTarget
}
