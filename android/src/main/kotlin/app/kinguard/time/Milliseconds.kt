package app.kinguard.time

const val SECOND_MS = 1_000L
const val MINUTE_MS = 60 * SECOND_MS
const val HOUR_MS = 60 * MINUTE_MS
const val DAY_MS = 24 * HOUR_MS
const val WEEK_MS = 7 * DAY_MS
