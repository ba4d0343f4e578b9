package app.kinguard.lock

import android.content.Context
import android.text.format.DateUtils
import app.kinguard.R
import app.kinguard.time.SECOND_MS

/** The texts on the pages of the lock, in the language of the phone. */
internal class LockWords(private val context: Context) {
    fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)

    fun many(id: Int, count: Int): String = context.resources.getQuantityString(id, count, count)

    /** Describes the attempts that are left, or returns null if none was wrong. */
    fun tries(state: AttemptLimiter.State): String? = when (state) {
        is AttemptLimiter.State.Wait -> text(R.string.lock_wait)
        is AttemptLimiter.State.Left ->
            many(R.plurals.lock_wrong, state.tries).takeIf { state.tries < AttemptLimiter.FREE }
    }

    /** Counts the rest of a wait down, or returns null if there is none. Rounds up, so nobody comes back too early. */
    fun left(state: AttemptLimiter.State): String? = when (state) {
        is AttemptLimiter.State.Wait ->
            text(R.string.lock_left, DateUtils.formatElapsedTime((state.ms + SECOND_MS - 1) / SECOND_MS))
        is AttemptLimiter.State.Left -> null
    }
}
