package app.kinguard.home

import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.page.Condition

/** The text and marks on the home screen. Equal states look the same. */
data class HomeUiState(
    val mark: Mark,
    val headline: String,
    val lines: List<String> = emptyList(),
    val findings: List<HomeFinding> = emptyList(),
    val mend: MissingRequirement? = null,
    val lead: Lead? = null,
    /** The names of those who hear of a danger, or null if nobody does. */
    val told: String? = null,
    val call: CallTarget,
    /** The sentence on the alarm button that says who hears, or null if that is not known. */
    val alarm: String? = null,
    val practice: Boolean = false,
)

/** The drawn mark beside the headline, which differs in shape as well as colour. */
enum class Mark(val drawing: Int, val description: Int) {
    WELCOME(R.drawable.home_welcome, R.string.home_mark_welcome),
    WHOLE(R.drawable.home_whole, R.string.home_mark_whole),
    GAP(R.drawable.home_gap, R.string.home_mark_gap),
    PAUSED(R.drawable.home_paused, R.string.home_mark_paused),
    UNKNOWN(R.drawable.home_unknown, R.string.home_mark_unknown),
}

/** Something that does not work, is not known to work, or cannot work on this phone. */
data class HomeFinding(
    val words: String,
    val condition: Condition,
    /** What a tap on it leads to, if it is not what the button below leads to. */
    val opens: Lead? = null,
)

/** The most important missing requirement under its name in the system, and the number of others. */
data class MissingRequirement(val name: String, val capability: Capability, val more: String?)

/** What cures the state that the page shows. */
enum class Lead(val words: Int) {
    SET_UP(R.string.home_set_up),
    RESUME(R.string.home_resume),
    TRY(R.string.home_try),
    PRACTISE(R.string.home_practise),
    AGREE(R.string.home_agree),
    FIX(R.string.home_fix),
}

/** The largest button. */
sealed interface CallTarget {
    val words: String

    data class Ring(override val words: String, val name: String, val number: String, val photo: Bitmap?) : CallTarget

    /** There is nobody to call. */
    data class Add(override val words: String) : CallTarget

    /** It is not known whom to call: the user chooses in the dialler. */
    data class Dial(override val words: String) : CallTarget
}
