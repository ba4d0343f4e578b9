package app.kinguard.health.check

/** One raw signal as it arrived. Moments are stamps. */
data class RecordedSignal(
    val id: Long,
    /** The name of the source. */
    val source: String,
    val sign: CheckedSignal?,
    /** The time of the event, as the source reports it. */
    val atMs: Long,
    /** The time at which this app heard of it. */
    val heardMs: Long,
    /** The event in the words of the trace format, with zeroed numbers. */
    val words: String,
) {
    val delayMs: Long get() = (heardMs - atMs).coerceAtLeast(0)
}

/** The end of a step, which was either seen or skipped. */
data class Mark(val afterId: Long, val atMs: Long, val seen: Boolean)

/** One check as far as it has come. All of it is stored in the database. */
data class CheckRun(
    val beganMs: Long,
    /** The latest time until which messages to the family are held back. */
    val untilMs: Long,
    val endedMs: Long?,
    val vouched: Boolean,
    val marks: Map<CheckStep, Mark>,
    val heard: List<RecordedSignal>,
) {
    /** Returns whether the user still has to say who caused the events. */
    fun isOpen(nowMs: Long): Boolean = !vouched && nowMs < untilMs

    /** The current step, or null if none is left. */
    val step: CheckStep? get() = if (endedMs == null) CheckStep.entries.firstOrNull { it !in marks } else null

    /** Returns the signals heard since the step before [step] ended. */
    fun since(step: CheckStep): List<RecordedSignal> {
        val from = CheckStep.entries.takeWhile { it != step }.mapNotNull { marks[it]?.afterId }.lastOrNull() ?: 0
        return heard.filter { it.id > from }
    }

    /** Returns how [step] ends by the signals heard so far, or null if it goes on. */
    fun seen(step: CheckStep, nowMs: Long): Mark? {
        val came = since(step)
        val last = came.indices.firstOrNull { at -> step.isSeenBy(came.take(at + 1)) } ?: return null
        val first = came[last]
        val whole = came.mapNotNull { it.sign?.counted }.containsAll(step.signs)
        return if (whole || nowMs - first.heardMs >= SETTLES_MS) Mark(first.id, nowMs, seen = true) else null
    }

    /** Returns the [sign] that arrived fastest over all steps. */
    fun fastest(sign: CheckedSignal): RecordedSignal? = heard.filter { it.sign == sign }.minByOrNull { it.delayMs }

    private fun CheckStep.isSeenBy(came: List<RecordedSignal>): Boolean {
        val signs = came.mapNotNull { it.sign?.counted }.toSet()
        return seenBy.any { signs.containsAll(it) }
    }

    companion object {
        /** The usage events are polled every few seconds, so signals of the same step may still arrive. */
        const val SETTLES_MS = 6_000L
    }
}
