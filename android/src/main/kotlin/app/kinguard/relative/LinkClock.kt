package app.kinguard.relative

import app.kinguard.core.LinkDanger
import app.kinguard.core.LinkView

/**
 * The clock that the links are kept by. It goes on when somebody sets the date: otherwise a corrected date would make
 * every parent's phone silent at once, or never again. A page reads wall-clock times.
 */
interface LinkClock {
    fun nowMs(): Long

    /** Converts a time of this clock by the wall clock as it is now. */
    fun wallClockMs(ofMs: Long): Long

    /** Stores what the next boot needs to go on. */
    fun keep()
}

/** The view with wall-clock times. The times that the parent's phone wrote are by its own clock already. */
internal fun LinkView.byWallClock(clock: LinkClock): LinkView = copy(
    heard = heard?.let(clock::wallClockMs),
    danger = danger?.byWallClock(clock),
    questions = questions.map { it.copy(untilMs = clock.wallClockMs(it.untilMs)) },
)

private fun LinkDanger.byWallClock(clock: LinkClock) = copy(
    receivedMs = clock.wallClockMs(receivedMs),
    said = said.map { it.copy(atMs = clock.wallClockMs(it.atMs)) },
)
