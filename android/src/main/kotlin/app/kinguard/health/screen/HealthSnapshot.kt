package app.kinguard.health.screen

import app.kinguard.health.Health
import app.kinguard.health.PartState

/** Everything on the health screen, read at one moment from the phone and the database. */
internal class HealthSnapshot(private val health: Health, val surroundings: List<Pair<String, String>>) {
    val verdict = health.verdict()
    val reach = health.reach()
    val results = health.results()
    val ways = health.ways()
    val silence = health.silence()
    val sources = health.sources()
    val testedMs: Long? = results.values.maxOfOrNull { it.atMs }?.let(health::wallClock)
    val wallClock: (Long) -> Long get() = health::wallClock

    /** Returns whether the page can stay as it is, which keeps the user's place. */
    fun looksLike(other: HealthSnapshot?): Boolean = other != null && verdict == other.verdict &&
        reach == other.reach && results == other.results && ways == other.ways && silence == other.silence &&
        sources.keys == other.sources.keys && silent() == other.silent()

    private fun silent() = sources.filterValues { it is PartState.SilentTooLong }
}
