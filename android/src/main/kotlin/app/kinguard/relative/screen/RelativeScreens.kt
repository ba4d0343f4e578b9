package app.kinguard.relative.screen

import android.content.Context
import android.content.Intent
import app.kinguard.relative.AlarmTest
import app.kinguard.relative.Parents
import app.kinguard.relative.Role

/** The dependencies of the pages of the family's phone. The application implements it. */
interface RelativeHost {
    val relative: RelativeScreens
}

/** The dependencies of the pages of the family's phone. */
class RelativeScreens(
    val parents: Parents,
    val role: Role,
    val alarmTest: AlarmTest,
    /** Returns what this phone must allow before an alarm can wake anybody. Blocks. */
    val needs: (Context) -> List<AlarmNeed>,
    /** Returns this phone's region in ISO 3166. Blocks. */
    val region: () -> String,
    /** Wall-clock time. */
    val nowMs: () -> Long,
) {
    /** Makes this a phone of the family, and returns the intent that opens its home. Blocks. */
    fun becomeFamily(context: Context): Intent {
        role.choose(family = true)
        return RelativeActivity.intent(context)
    }
}

/** One thing that this phone must allow. */
data class AlarmNeed(
    val title: Int,
    val isMet: Boolean,
    /** The page on which it is allowed. */
    val opens: (Context) -> Intent,
)
