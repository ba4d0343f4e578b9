package app.kinguard.signals

/**
 * State that the sources of calls share so that each call is reported once: one source knows who rings, another which
 * line rings and when the call is answered.
 */
class CallLedger {
    private var toldMs: Long? = null
    private val ringing = mutableSetOf<Int>()

    /** Records that a call was reported. */
    @Synchronized
    fun told(atMs: Long) {
        toldMs = atMs
    }

    /** Returns whether a call answered at this moment was already reported. */
    @Synchronized
    fun knows(atMs: Long): Boolean = toldMs?.let { atMs - it < RINGS_MS } ?: false

    /** Records that the reported call was answered or is over. The next conversation belongs to another call. */
    @Synchronized
    fun settled() {
        toldMs = null
    }

    @Synchronized
    fun rings(line: Int) {
        ringing += line
    }

    @Synchronized
    fun ringsNoMore(line: Int) {
        ringing -= line
    }

    /** Returns the lines that ring now. */
    @Synchronized
    fun ringing(): Set<Int> = ringing.toSet()

    private companion object {
        /**
         * No network lets a phone ring longer. A call that was screened before that and never answered was another one.
         */
        const val RINGS_MS = 180_000L
    }
}
