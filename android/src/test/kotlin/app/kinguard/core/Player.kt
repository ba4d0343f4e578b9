package app.kinguard.core

/** Plays a trace to a guard and wakes it in between when it asked for that, as `core/src/replay.rs` does. */
class Player(private val trace: Trace, private val guard: Guard = Guard(trace.home, trace.familiarRegions)) {
    private var wakeAt: Moment? = null

    /** The effects, in order. */
    val said = mutableListOf<Effect>()

    /** The steps, counted from 1, whose expectation failed, with the actual effects. */
    val mismatches = mutableMapOf<Int, List<Effect>>()

    fun play(): Player {
        trace.steps.forEachIndexed { index, step ->
            var before = said.size
            val event = step.event
            if (event != null) {
                wakeBefore(step.seen)
                before = said.size
                take(guard.observe(step.seen, step.at, event))
            } else if (step.mark == "wait") {
                wakeBefore(step.seen + 1)
            }
            val found = said.drop(before)
            if (step.expect != null && !met(step.expect, found)) mismatches[index + 1] = found
        }
        trace.steps.lastOrNull()?.let { wakeBefore(it.seen + 1) }
        return this
    }

    private fun wakeBefore(until: Moment) {
        while (true) {
            val at = wakeAt?.takeIf { it < until } ?: return
            take(guard.wake(at))
            wakeAt = wakeAt?.coerceAtLeast(at + 1)
        }
    }

    private fun take(response: Response) {
        said += response.effects
        wakeAt = response.wakeAt
    }

    private fun met(expected: List<Map<String, Any>>, found: List<Effect>): Boolean = expected.size == found.size &&
        expected.zip(found).all { (wanted, effect) ->
            (inTraceWords(effect) as Map<*, *>).entries.containsAll(wanted.entries)
        }
}
