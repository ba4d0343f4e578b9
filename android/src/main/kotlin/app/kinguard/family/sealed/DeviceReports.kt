package app.kinguard.family.sealed

import app.kinguard.core.Alive
import app.kinguard.core.Capability
import app.kinguard.core.FamilyBody
import app.kinguard.core.GuardState
import app.kinguard.core.Story
import app.kinguard.core.StoryStep
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.devices
import app.kinguard.time.HOUR_MS
import app.kinguard.time.MINUTE_MS

/** What the guard says of itself. */
data class GuardReport(
    val state: GuardState,
    /** What is missing, the most important first. */
    val lacking: List<Capability>,
    /** True if something else does not work. */
    val isFaulty: Boolean,
    /** True if nothing more may be said after it. */
    val isLast: Boolean = false,
)

/** How a danger goes on, in words. */
data class DangerStory(
    /** True while a red warning stands. */
    val isRed: Boolean,
    /** Wall-clock times and what happened then, the newest last. */
    val steps: List<Pair<Long, String>>,
)

/** What devices are told without being asked: that the guard lives, and how a danger goes on. */
internal class DeviceReports(
    private val states: DeviceStates,
    private val sealing: Sealing,
    private val sources: Sources,
) {
    /** What is to be said. Asked on the family's thread. */
    interface Sources {
        fun guard(): GuardReport

        /** Describes the danger with this id; null if nothing is known of it. */
        fun story(incident: Long, language: Language): DangerStory?

        /** Puts what does not work into words. */
        fun faults(report: GuardReport, language: Language): List<String>

        fun region(): String
    }

    /** Tells each device of [contacts] how the guard is, every few hours and when that changes. */
    fun sayAlive(contacts: List<Contact>, nowMs: Long) {
        val devices = contacts.flatMap { contact -> contact.devices.map { contact to it.id } }
        if (devices.isEmpty()) return
        val known = states.known()
        val report = sources.guard()
        devices.forEach { (contact, address) ->
            val before = known[address] ?: return@forEach
            val sinceMs = before.aliveMs?.let { nowMs - it }
            val isDue = sinceMs == null || sinceMs !in 0 until EVERY_MS - EARLY_MS
            if (before.alive == "$report" && (report.isLast || !isDue)) return@forEach
            val region = sources.region().ifEmpty { null }
            val faults = sources.faults(report, contact.language)
            val alive = Alive(EVERY_MS.toULong().takeUnless { report.isLast }, report.state, faults, region)
            sealing.put(address, FamilyBody.Alive(alive), Envelopes.Draft(Envelope.Kind.ALIVE), nowMs) {
                states.alive(it, address, "$report", nowMs)
            }
        }
    }

    /**
     * Tells [told] of the devices how the danger [incident] goes on, when there is more to tell. While it is red this
     * is a question, and is said again in time, so that answers stay possible. Returns the stamp at which to call this
     * again, or null.
     */
    fun tellStory(incident: Long, contacts: List<Contact>, told: Set<Long>, nowMs: Long): Long? {
        val known = states.known()
        val due = contacts.mapNotNull { contact ->
            val addresses = contact.devices.map { it.id }.filter { it in told }
            if (addresses.isEmpty()) return@mapNotNull null
            val story = sources.story(incident, contact.language) ?: return@mapNotNull null
            addresses.forEach { tell(it, incident, story, known[it], nowMs) }
            (nowMs + AGAIN_MS).takeIf { story.isRed }
        }
        return due.minOrNull()
    }

    private fun tell(address: Long, incident: Long, story: DangerStory, before: DeviceStates.Known?, nowMs: Long) {
        val steps = story.steps.takeLast(MOST_STEPS)
        val text = "$incident ${story.isRed} ${steps.hashCode()}"
        val isOld = story.isRed && nowMs - (before?.storyMs ?: 0) >= AGAIN_MS
        if (steps.isEmpty() || (before?.story == text && !isOld)) return
        val asks = if (story.isRed) DURING_DANGER else emptyList()
        val body = Story(incident, story.isRed, steps.map { (atMs, words) -> StoryStep(atMs, words) }, asks)
        val draft = Envelopes.Draft(Envelope.Kind.STORY, asks = asks, incident = incident)
        sealing.put(address, FamilyBody.Story(body), draft, nowMs) { states.story(it, address, text, nowMs) }
    }

    companion object {
        /** The time between two signs of life. */
        const val EVERY_MS = 6 * HOUR_MS

        /** The alarm that they follow is not exact. */
        private const val EARLY_MS = 15 * MINUTE_MS

        /** Well before an answer to the last story would be late. */
        const val AGAIN_MS = 8 * MINUTE_MS
        private const val MOST_STEPS = 12
    }
}
