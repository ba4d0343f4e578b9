package app.kinguard.health.screen

import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.family.screen.FamilyWords
import app.kinguard.health.CheckId
import app.kinguard.health.CheckResult
import app.kinguard.health.FamilyRoute
import app.kinguard.health.Finding
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.PartState
import app.kinguard.health.lacking
import app.kinguard.page.Condition

/** Divides what [seen] says into what is broken, what is open and what works. */
internal class HealthItems(
    private val words: HealthWords,
    private val parts: PartWords,
    private val family: FamilyWords,
    private val seen: HealthSnapshot,
) {
    private val verdict = seen.verdict

    /** What keeps the guard from seeing, warning or telling, the worst first. */
    val faults: List<HealthItem>

    /** What was never tried, or is not as it should be without stopping the guard. */
    val open: List<HealthItem>

    init {
        val all = overall() + permissions() + links() + launchPaths() + checks() + ways() + silence() + sources()
        faults = all.filter { it.condition == Condition.FAULT }
        open = all.filter { it.condition == Condition.OPEN } + untried() + surroundings()
    }

    val title: String
        get() = when {
            faults.isNotEmpty() || !verdict.guarded -> R.string.health_not_guarded
            verdict.unproved.isNotEmpty() -> R.string.health_unproved_title
            else -> R.string.health_guarded
        }.let(words::text)

    /** What works and is worth a look: what was seen of a fraud, the permissions, the test, the ways to the family. */
    val working: List<HealthItem>
        get() {
            val proved = verdict.links.mapNotNull { (link, state) ->
                (state as? LinkState.Proved)?.let { done(words.link(link), words.state(it)) }
            }
            val permissions = done(words.text(R.string.health_missing), words.text(R.string.health_missing_none))
            val tests = done(words.text(R.string.health_test), words.text(R.string.health_test_fine))
            val areTestsFine = seen.results.isNotEmpty() && seen.results.values.none { it.finding is Finding.Fault }
            return proved + listOfNotNull(
                permissions.takeIf { verdict.lacking.isEmpty() },
                tests.takeIf { areTestsFine },
            ) + (ways() + silence()).filter { it.condition == Condition.DONE }
        }

    fun launchPathsInDetail(): List<HealthItem> = verdict.launchPaths.map { (path, state) ->
        item(words.launchPath(path), words.state(state), condition(state))
    }

    fun checksInDetail(): List<HealthItem> = CheckId.entries.map { check ->
        val result = seen.results[check]
        item(words.check(check), parts.result(result, seen.wallClock), condition(result))
    }

    fun sourcesInDetail(): List<HealthItem> = seen.sources.map { (source, state) ->
        // A call or an app may simply not have come yet.
        val condition = if (state == PartState.Works) Condition.PLAIN else condition(state)
        item(words.source(source), parts.source(state), condition)
    }

    private fun overall(): List<HealthItem> = listOfNotNull(
        verdict.pausedUntilMs?.let {
            item(words.text(R.string.health_paused, words.time(it)), "", Condition.FAULT, HealthFix.Screen.PAUSE)
        },
        words.reach(seen.reach)?.let {
            item(it, words.text(R.string.health_nobody_what), Condition.FAULT, HealthFix.of(seen.reach))
        },
        verdict.unseenMs?.let {
            val state = words.text(R.string.health_unseen, words.time(it))
            item(words.text(R.string.health_entrances), state, Condition.FAULT, HealthFix.Screen.PRACTICE)
        },
        verdict.stoppedMs?.let {
            item(words.text(R.string.health_stopped, words.time(it)), "", Condition.OPEN)
        },
    )

    /** One item for each missing permission, with what cannot be seen without it. */
    private fun permissions(): List<HealthItem> = verdict.lacking.map { capability ->
        val unseen = verdict.links.filterValues { it.lacking == capability }
        val uncalled = unseen.values.any { it is LinkState.NotCalled }
        val links = unseen.keys.takeIf { it.isNotEmpty() }?.map(words::link)?.let(words::list)
        val state = listOfNotNull(
            words.text(if (uncalled) R.string.health_not_called else R.string.health_why_not_granted),
            links?.let { words.text(R.string.health_blind, it) },
            words.loss(capability).takeUnless { uncalled },
        )
        val isFault = verdict.isBlocking(capability) || verdict.failing.any { CAPABILITY[it] == capability }
        val condition = if (isFault) Condition.FAULT else Condition.OPEN
        item(words.capability(capability), state.joinToString("\n"), condition, HealthFix.Grant(capability))
    }

    /** The links that no permission can bring back. */
    private fun links(): List<HealthItem> =
        Link.entries.filter { verdict.links[it] == LinkState.NotOnThisPhone || it !in verdict.links }
            .map { item(words.link(it), words.text(R.string.health_link_absent), Condition.FAULT) }

    private fun launchPaths(): List<HealthItem> =
        verdict.launchPaths.filter { (path, state) -> state.isInTheWay && path.capability !in verdict.lacking }
            .map { (path, state) ->
                val fix = HealthFix.of(state, path.capability)
                val name = "${words.text(R.string.health_entrances)}\n${words.launchPath(path)}"
                item(name, words.state(state), Condition.FAULT, fix)
            }

    private fun checks(): List<HealthItem> = seen.results
        .filterKeys { check -> CAPABILITY[check] !in verdict.lacking }
        .filterValues { it.finding is Finding.Fault || it.finding is Finding.Limited }
        .toSortedMap()
        .map { (check, result) ->
            val state = parts.result(result, seen.wallClock)
            item(words.check(check), state, condition(result), HealthFix.of(result.finding))
        }

    private fun ways(): List<HealthItem> = seen.ways.map { way ->
        val condition = if (way.state == PartState.NotOnThisPhone) Condition.FAULT else condition(way.state)
        item(parts.name(way), parts.way(way.state), condition, fix(way))
    }

    private fun fix(way: FamilyRoute): HealthFix? = when (val state = way.state) {
        is PartState.Missing -> HealthFix.Grant(state.capability)
        is PartState.SeenWorking -> null
        else -> HealthFix.Screen.FAMILY
    }

    private fun silence(): List<HealthItem> = seen.silence.map { held ->
        val condition = if (held.state.isHeld) Condition.DONE else Condition.OPEN
        val name = "${words.text(R.string.health_silence)}\n${held.name}"
        item(name, family.lifeline(held.state, held.trouble), condition)
    }

    /** Only the sources that should have been heard: the others are named by their permission, or prove a link. */
    private fun sources(): List<HealthItem> =
        seen.sources.filterValues { it is PartState.SilentTooLong }.map { (source, state) ->
            item(words.source(source), parts.source(state), Condition.OPEN)
        }

    private fun untried(): List<HealthItem> {
        val unproved = verdict.unproved.takeIf { it.isNotEmpty() } ?: return emptyList()
        val links = words.list(unproved.map(words::link))
        val name = words.text(R.string.health_part_works)
        return listOf(item(name, links, Condition.OPEN, HealthFix.Screen.CHECK))
    }

    private fun surroundings(): List<HealthItem> =
        seen.surroundings.map { (name, state) -> item(name, state, Condition.OPEN) }

    private fun done(name: String, state: String) = item(name, state, Condition.DONE)

    private fun item(name: String, state: String, condition: Condition, fix: HealthFix? = null) =
        HealthItem(name, state, condition, fix)

    private fun condition(state: LaunchPathState): Condition = when {
        state.isInTheWay -> Condition.FAULT
        state is LaunchPathState.Proved -> Condition.DONE
        else -> Condition.PLAIN
    }

    /** A fault that the network may have caused counts only once it was found twice. */
    private fun condition(result: CheckResult?): Condition = when (result?.finding) {
        Finding.Fine -> Condition.DONE
        is Finding.Limited -> Condition.OPEN
        is Finding.Fault -> if (result.isFailing) Condition.FAULT else Condition.OPEN
        Finding.NotApplicable, null -> Condition.PLAIN
    }

    private fun condition(state: PartState): Condition = when (state) {
        is PartState.SeenWorking -> Condition.DONE
        is PartState.Limited, PartState.Works, is PartState.SilentTooLong -> Condition.OPEN
        is PartState.Missing, PartState.NotCalled, is PartState.Failing -> Condition.FAULT
        PartState.NotOnThisPhone -> Condition.PLAIN
    }

    private companion object {
        /** The permissions without which a test cannot pass; their absence is said once. */
        val CAPABILITY = mapOf(
            CheckId.USAGE_EVENTS to Capability.USAGE_ACCESS,
            CheckId.TEXT_MESSAGES to Capability.SMS,
            CheckId.CONTACTS to Capability.CONTACTS,
        )
    }
}
