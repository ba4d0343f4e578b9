package app.kinguard.family

/** Allows [most] actions at once, and one more after each [everyMs]. Thread-safe. */
internal class RateLimiter(private val most: Int, private val everyMs: Long, private val nowMs: () -> Long) {
    private var left = most
    private var countedMs = nowMs()

    /** Uses up one action. Returns whether one was left. */
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
