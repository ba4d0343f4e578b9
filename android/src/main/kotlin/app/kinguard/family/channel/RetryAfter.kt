package app.kinguard.family.channel

import java.time.DateTimeException
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter
import java.util.concurrent.TimeUnit

/**
 * Returns how long a server asks to wait, given as seconds or a date (RFC 9110, 10.2.3). Limited to a day, so that no
 * server can silence a channel forever.
 */
internal fun retryAfterMs(header: String?, nowMs: Long): Long? {
    val value = header?.trim() ?: return null
    val waitMs = value.toLongOrNull()?.let { TimeUnit.SECONDS.toMillis(it) } ?: untilDate(value, nowMs)
    return waitMs?.coerceIn(0, TimeUnit.DAYS.toMillis(1))
}

private fun untilDate(value: String, nowMs: Long): Long? = try {
    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli() - nowMs
} catch (_: DateTimeException) {
    null
}
