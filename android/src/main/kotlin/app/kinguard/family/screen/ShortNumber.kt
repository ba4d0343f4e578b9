package app.kinguard.family.screen

import app.kinguard.regions.NumberingPlan

/** [e164] as it may stand on a list: known to who knows it, and of no use to anybody else. */
internal fun shortNumber(e164: String): String {
    val plan = NumberingPlan.ALL.find { e164.startsWith("+${it.code}") }
    val line = if (plan == null) e164.removePrefix("+") else e164.removePrefix("+${plan.code}")
    val first = line.take((line.length - HIDDEN - LAST).coerceIn(0, FIRST))
    val last = line.takeLast(LAST.coerceAtMost(line.length / 2))
    return "$first…$last"
}

private const val FIRST = 3
private const val HIDDEN = 4
private const val LAST = 4
