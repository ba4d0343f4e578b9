package app.kinguard.words

import android.content.Context
import android.text.format.DateFormat
import app.kinguard.R
import app.kinguard.time.SECOND_MS
import java.time.Instant
import java.time.ZoneId
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit

/** Formats moments of the wall clock as this phone shows them, and durations. */
class MomentFormatter(private val context: Context) {
    private val resources = context.resources

    fun day(wallClockMs: Long): String = format(R.string.times_day, wallClockMs)

    /** Returns the date with its year, because it may be read much later. */
    fun date(wallClockMs: Long): String = format(R.string.times_date, wallClockMs)

    /** Returns the time of day, after the part of the day where the language counts to twelve in each. */
    fun clock(wallClockMs: Long): String =
        if (DateFormat.is24HourFormat(context)) hour(wallClockMs) else part(wallClockMs) + hour(wallClockMs)

    /** Returns a moment as people say it who look at a clock at [nowMs]: tonight at ten. */
    fun soon(wallClockMs: Long, nowMs: Long): String {
        val days = ChronoUnit.DAYS.between(local(nowMs).toLocalDate(), local(wallClockMs).toLocalDate())
        return when {
            days == 0L && local(wallClockMs).hour >= EVENING ->
                resources.getString(R.string.times_tonight, hour(wallClockMs))

            days == 0L -> resources.getString(R.string.times_today, clock(wallClockMs))

            days == 1L -> resources.getString(R.string.times_tomorrow, clock(wallClockMs))

            else -> moment(wallClockMs)
        }
    }

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

    private fun hour(wallClockMs: Long): String = format(
        if (DateFormat.is24HourFormat(context)) R.string.times_clock_24 else R.string.times_clock_12,
        wallClockMs,
    )

    private fun part(wallClockMs: Long): String {
        val parts = resources.getString(R.string.times_parts).split(',')
        return parts[PARTS_FROM.indexOfLast { it <= local(wallClockMs).hour }]
    }

    private fun format(pattern: Int, wallClockMs: Long): String = DateTimeFormatter
        .ofPattern(resources.getString(pattern), resources.configuration.locales[0])
        .format(local(wallClockMs))

    private fun local(wallClockMs: Long): ZonedDateTime =
        Instant.ofEpochMilli(wallClockMs).atZone(ZoneId.systemDefault())

    private companion object {
        const val MINUTE = 60
        const val EVENING = 18

        /** The hours at which the parts of the day begin: 凌晨, 早上, 上午, 中午, 下午, 晚上. */
        val PARTS_FROM = listOf(0, 5, 8, 12, 13, EVENING)
    }
}
