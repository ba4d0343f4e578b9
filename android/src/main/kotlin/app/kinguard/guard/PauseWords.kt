package app.kinguard.guard

import android.content.Context
import app.kinguard.R
import app.kinguard.words.MomentFormatter
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId

/** Returns a moment within a day from now, in everyday words: the time of day, with "tomorrow" before it if needed. */
fun Context.clockWords(atMs: Long, nowMs: Long): String {
    val clock = MomentFormatter(this).clock(atMs)
    return if (dayOf(atMs) == dayOf(nowMs)) clock else getString(R.string.guard_tomorrow, clock)
}

private fun dayOf(wallClockMs: Long) = LocalDate.ofInstant(Instant.ofEpochMilli(wallClockMs), ZoneId.systemDefault())
