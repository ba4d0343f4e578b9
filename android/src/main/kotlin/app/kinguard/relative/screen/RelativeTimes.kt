package app.kinguard.relative.screen

import android.content.Context
import app.kinguard.words.MomentFormatter

/** Formats moments as short as they can be understood: those of today without the day. */
internal class RelativeTimes(context: Context) {
    private val moments = MomentFormatter(context)

    fun of(atMs: Long, nowMs: Long): String {
        val isToday = moments.day(atMs) == moments.day(nowMs)
        return if (isToday) moments.clock(atMs) else moments.moment(atMs)
    }
}
