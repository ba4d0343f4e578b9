package app.kinguard.lock

import android.content.Context
import app.kinguard.R
import app.kinguard.time.MINUTE_MS

/** The texts on the pages of the lock, in the language of the phone. */
internal class LockWords(private val context: Context) {
    fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)

    fun many(id: Int, count: Int): String = context.resources.getQuantityString(id, count, count)

    /** Describes the attempts that are left, or returns null if none was wrong. */
    fun tries(state: AttemptLimiter.State): String? = when (state) {
        is AttemptLimiter.State.Wait -> text(R.string.lock_wait, span(state.ms))
        is AttemptLimiter.State.Left ->
            if (state.tries <
                AttemptLimiter.FREE
            ) {
                many(R.plurals.lock_wrong, state.tries)
            } else {
                null
            }
    }

    /**
     * Rounds up, so nobody comes back too early, and to minutes, because a screen reader would announce every second.
     */
    private fun span(ms: Long): String {
        val minutes = ((ms + MINUTE_MS - 1) / MINUTE_MS).toInt()
        val hours = (minutes + MINUTES - 1) / MINUTES
        return if (minutes <= MINUTES) many(R.plurals.lock_minutes, minutes) else many(R.plurals.lock_hours, hours)
    }

    private companion object {
        const val MINUTES = 60
    }
}
