package app.kinguard.history.words

/** One line of a time line, at a moment of the engine's clock. */
data class Line(
    val atMs: Long,
    val tone: Tone,
    val words: String,
    val details: List<String> = emptyList(),
    /** A detail that helps the police or a bank more than the parent: an application id, the beginning of a number. */
    val exactly: String? = null,
    /** True if the line is needed to understand what happened. */
    val matters: Boolean = true,
    /** The number of times that it happened from [atMs] to [untilMs]. */
    val count: Int = 1,
    val untilMs: Long = atMs,
) {
    /** The kind of fact that a line reports. */
    enum class Tone { SEEN, AMBER, RED, FAMILY, LEFT, ANSWERED, OVER }

    private fun withoutTime() = copy(atMs = 0, untilMs = 0, count = 1)

    companion object {
        /**
         * Joins lines that say the same one after another. A warning that is left comes up again, perhaps for an hour,
         * so leaving it is told once a day, wherever it stands; [anywhere] does so with all lines. [day] returns the
         * day of a moment.
         */
        fun folded(lines: List<Line>, day: (Long) -> Any, anywhere: Boolean = false): List<Line> {
            val all = mutableListOf<Line>()
            for (line in lines) {
                val joined = if (anywhere || line.tone == Tone.LEFT) all else all.takeLast(1)
                val same = joined.lastOrNull {
                    it.withoutTime() == line.withoutTime() && day(it.atMs) == day(line.atMs)
                }
                if (same == null) {
                    all += line
                } else {
                    all[all.indexOf(same)] = same.copy(count = same.count + 1, untilMs = line.atMs)
                }
            }
            return all
        }
    }
}
