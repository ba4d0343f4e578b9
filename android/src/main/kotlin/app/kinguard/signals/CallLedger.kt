package app.kinguard.signals

/**
 * What the sources of calls must know of each other: call screening knows who rings, the phone's state knows when it is
 * answered, and a call is to be told once.
 */
class CallLedger {
    private var startedMs: Long? = null

    @Synchronized
    fun started(atMs: Long) {
        startedMs = atMs
    }

    @Synchronized
    fun ended() {
        startedMs = null
    }

    /** Whether a call that is answered at this moment was already told of. */
    @Synchronized
    fun knows(atMs: Long): Boolean = startedMs?.let { atMs - it < RINGS_MS } ?: false

    private companion object {
        /** No network lets a phone ring longer; a call screened before that and never ended was another one. */
        const val RINGS_MS = 180_000L
    }
}
