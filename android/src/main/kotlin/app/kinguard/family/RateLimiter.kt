package app.kinguard.family

/** So many at once, and one more after each [everyMs]. Any thread may call. */
internal class RateLimiter(private val most: Int, private val everyMs: Long, private val nowMs: () -> Long) {
    private var left = most
    private var countedMs = nowMs()

    /** Whether there was one left. */
    @Synchronized
    fun take(): Boolean {
        val grown = (nowMs() - countedMs) / everyMs
        if (grown > 0) {
            left = (left + grown).coerceAtMost(most.toLong()).toInt()
            countedMs += grown * everyMs
        }
        if (left == 0) return false
        left -= 1
        return true
    }
}
