package app.kinguard.signals

/**
 * What the sources of calls must know of each other: one knows who rings, another which line rings and when the call is
 * answered, and a call is to be told once.
 */
class CallLedger {
    private var toldMs: Long? = null
    private val ringing = mutableSetOf<Int>()

    /** A call was told of. */
    @Synchronized
    fun told(atMs: Long) {
        toldMs = atMs
    }

    /** Whether a call that is answered at this moment was already told of. */
    @Synchronized
    fun knows(atMs: Long): Boolean = toldMs?.let { atMs - it < RINGS_MS } ?: false

    /** What was told of is answered or over: the next conversation is another call's. */
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

    /** The lines that ring now. */
    @Synchronized
    fun ringing(): Set<Int> = ringing.toSet()

    private companion object {
        /** No network lets a phone ring longer; a call screened before that and never answered was another one. */
        const val RINGS_MS = 180_000L
    }
}
