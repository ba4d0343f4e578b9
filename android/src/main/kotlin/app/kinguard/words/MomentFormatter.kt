package app.kinguard.words

import android.content.Context
import android.text.format.DateFormat
import app.kinguard.R
import app.kinguard.time.SECOND_MS
import java.time.Instant
import java.time.ZoneId
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter

/** Formats moments of the wall clock as this phone shows them, and durations. */
class MomentFormatter(private val context: Context) {
    private val resources = context.resources

    fun day(wallClockMs: Long): String = format(R.string.times_day, wallClockMs)

    /** Returns the date with its year, because it may be read much later. */
    fun date(wallClockMs: Long): String = format(R.string.times_date, wallClockMs)

    fun clock(wallClockMs: Long): String = format(
        if (DateFormat.is24HourFormat(context)) R.string.times_clock_24 else R.string.times_clock_12,
        wallClockMs,
    )

    fun moment(wallClockMs: Long): String =
        resources.getString(R.string.times_moment, day(wallClockMs), clock(wallClockMs))

    fun dateAndClock(wallClockMs: Long): String =
        resources.getString(R.string.times_moment, date(wallClockMs), clock(wallClockMs))

    fun span(ms: Long): String {
        val seconds = ms / SECOND_MS
        val minutes = seconds / MINUTE
        return when {
            seconds < MINUTE -> resources.getString(R.string.times_seconds, seconds)
            minutes < MINUTE -> resources.getString(R.string.times_minutes, minutes)
            else -> resources.getString(R.string.times_hours, minutes / MINUTE, minutes % MINUTE)
        }
    }

    private fun format(pattern: Int, wallClockMs: Long): String = DateTimeFormatter
        .ofPattern(resources.getString(pattern), resources.configuration.locales[0])
        .format(local(wallClockMs))

    private fun local(wallClockMs: Long): ZonedDateTime =
        Instant.ofEpochMilli(wallClockMs).atZone(ZoneId.systemDefault())

    private companion object {
        const val MINUTE = 60
    }
}
