package app.kinguard.health.check

/** One raw signal as it came. Moments are stamps. */
data class RecordedSignal(
    val id: Long,
    /** The source's name. */
    val source: String,
    val sign: CheckedSignal?,
    /** When it happened, as the source says. */
    val atMs: Long,
    /** When this app heard of it. */
    val heardMs: Long,
    /** In the words of the trace format, numbers zeroed. */
    val words: String,
) {
    val delayMs: Long get() = (heardMs - atMs).coerceAtLeast(0)
}

/** How a step ended: by being seen, or by being left out. */
data class Mark(val afterId: Long, val atMs: Long, val seen: Boolean)

/** One check as far as it has come: all of it lies in the database. */
data class CheckRun(
    val beganMs: Long,
    /** What the family would hear is held back until then at the latest. */
    val untilMs: Long,
    val endedMs: Long?,
    val vouched: Boolean,
    val marks: Map<CheckStep, Mark>,
    val heard: List<RecordedSignal>,
) {
    /** Whether the person still has to say whose doing it was. */
    fun isOpen(nowMs: Long): Boolean = !vouched && nowMs < untilMs

    /** What is to be done now; null: no more. */
    val step: CheckStep? get() = if (endedMs == null) CheckStep.entries.firstOrNull { it !in marks } else null

    /** What came since the step before [step] was over. */
    fun since(step: CheckStep): List<RecordedSignal> {
        val from = CheckStep.entries.takeWhile { it != step }.mapNotNull { marks[it]?.afterId }.lastOrNull() ?: 0
        return heard.filter { it.id > from }
    }

    /** How [step] ends now by what came; null: it goes on. */
    fun seen(step: CheckStep, nowMs: Long): Mark? {
        val came = since(step)
        val last = came.indices.firstOrNull { at -> step.isSeenBy(came.take(at + 1)) } ?: return null
        val first = came[last]
        val whole = came.mapNotNull { it.sign?.counted }.containsAll(step.signs)
        return if (whole || nowMs - first.heardMs >= SETTLES_MS) Mark(first.id, nowMs, seen = true) else null
    }

    /** The fastest of each kind of sign, over all steps. */
    fun fastest(sign: CheckedSignal): RecordedSignal? = heard.filter { it.sign == sign }.minByOrNull { it.delayMs }

    private fun CheckStep.isSeenBy(came: List<RecordedSignal>): Boolean {
        val signs = came.mapNotNull { it.sign?.counted }.toSet()
        return seenBy.any { signs.containsAll(it) }
    }

    companion object {
        /** The record of apps is looked at every few seconds: what belongs to the same step may still come. */
        const val SETTLES_MS = 6_000L
    }
}
