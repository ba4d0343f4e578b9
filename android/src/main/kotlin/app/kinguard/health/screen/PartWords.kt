package app.kinguard.health.screen

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.family.screen.FamilyWords
import app.kinguard.health.CheckResult
import app.kinguard.health.FamilyRoute
import app.kinguard.health.PartState

/** Describes the parts of health in words: signals, routes to the family, self-test results. */
internal class PartWords(resources: Resources, private val words: HealthWords) {
    private val family = FamilyWords(resources)

    fun source(state: PartState): String = when (state) {
        PartState.Works -> words.text(R.string.health_part_works)
        is PartState.SeenWorking -> words.text(R.string.health_part_seen, words.time(state.atMs))
        is PartState.Limited -> "${source(state.whole)}\n${words.limit(state.limit)}"
        else -> other(state)
    }

    fun name(way: FamilyRoute): String = words.text(R.string.health_way, way.contact, family.way(way.address))

    fun way(state: PartState): String = when (state) {
        PartState.Works -> words.text(R.string.health_way_works)
        is PartState.SeenWorking -> words.text(R.string.health_way_seen, words.time(state.atMs))
        else -> other(state)
    }

    /** Describes [result], which is null if the test never ran. [wallClock] turns stamps into times. */
    fun result(result: CheckResult?, wallClock: (Long) -> Long): String {
        if (result == null) return words.text(R.string.health_test_never)
        val since = result.sinceMs?.let { words.text(R.string.health_fault_since, words.time(wallClock(it))) }
        val told = if (result.told) words.text(R.string.health_fault_told) else null
        return listOfNotNull(words.finding(result.finding), since, told).joinToString("\n")
    }

    private fun other(state: PartState): String = when (state) {
        is PartState.Missing -> words.text(R.string.health_part_missing, words.capability(state.capability))

        PartState.NotCalled -> words.text(R.string.health_not_called)

        is PartState.SilentTooLong -> words.text(R.string.health_part_silent, words.time(state.sinceMs))

        is PartState.Failing -> {
            words.text(R.string.health_part_failing, state.reason?.let(family::reason).orEmpty()).trim()
        }

        else -> words.text(R.string.health_part_absent)
    }
}
