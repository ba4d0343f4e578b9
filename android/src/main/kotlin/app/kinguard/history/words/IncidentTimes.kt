package app.kinguard.history.words

import android.content.Context
import app.kinguard.R
import app.kinguard.time.MINUTE_MS
import app.kinguard.words.MomentFormatter

/** Formats the moments of an incident, which are stamps. [wallClockMs] turns a stamp into a time. */
class IncidentTimes(private val context: Context, private val wallClockMs: (Long) -> Long) {
    private val times = MomentFormatter(context)

    fun day(atMs: Long): String = times.day(wallClockMs(atMs))

    fun date(atMs: Long): String = times.date(wallClockMs(atMs))

    fun clock(atMs: Long): String = times.clock(wallClockMs(atMs))

    fun moment(atMs: Long): String = times.moment(wallClockMs(atMs))

    fun dateAndClock(atMs: Long): String = times.dateAndClock(wallClockMs(atMs))

    /** Returns the time at which [line] happened, or the first and the last time. */
    fun clock(line: Line): String = range(line.atMs, line.untilMs)

    /** Returns the words of [line], with the number of times that it happened. */
    fun words(line: Line): String = if (line.count == 1) line.words else "${line.words} ×${line.count}"

    /** Returns the times from the first moment to the last, and how long it took. */
    fun span(fromMs: Long, untilMs: Long): String {
        val length = wallClockMs(untilMs) - wallClockMs(fromMs)
        if (length < MINUTE_MS) return clock(fromMs)
        return context.getString(R.string.history_span, range(fromMs, untilMs), times.span(length))
    }

    private fun range(fromMs: Long, untilMs: Long): String {
        val from = clock(fromMs)
        val until = if (day(fromMs) == day(untilMs)) clock(untilMs) else moment(untilMs)
        return if (from == until) from else context.getString(R.string.history_range, from, until)
    }
}
