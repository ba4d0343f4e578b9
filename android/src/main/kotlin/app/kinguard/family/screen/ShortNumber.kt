package app.kinguard.family.screen

import app.kinguard.regions.NumberingPlans

/** Shortens [e164] for a list: those who know the number recognise it, and it is useless to anybody else. */
internal fun shortNumber(e164: String): String {
    val digits = e164.removePrefix("+")
    val line = digits.removePrefix(NumberingPlans.ofInternational(digits)?.callingCode.orEmpty())
    val first = line.take((line.length - HIDDEN - LAST).coerceIn(0, FIRST))
    val last = line.takeLast(LAST.coerceAtMost(line.length / 2))
    return "$first…$last"
}

private const val FIRST = 3
private const val HIDDEN = 4
private const val LAST = 4
