package app.kinguard.guard

import android.content.Context
import app.kinguard.R
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.format.DateTimeFormatter

/** Returns a moment within a day from now, in everyday words: the time of day, with "tomorrow" before it if needed. */
fun Context.clockWords(atMs: Long, nowMs: Long, zone: ZoneId = ZoneId.systemDefault()): String {
    val time = Instant.ofEpochMilli(atMs).atZone(zone)
    val clock = DateTimeFormatter.ofPattern("HH:mm").format(time)
    val today = LocalDate.ofInstant(Instant.ofEpochMilli(nowMs), zone)
    return if (time.toLocalDate() == today) clock else getString(R.string.guard_tomorrow, clock)
}
