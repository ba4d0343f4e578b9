package app.kinguard.home

import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contact
import java.util.concurrent.Executor
import java.util.concurrent.atomic.AtomicBoolean

/**
 * Loads the state of the guard off the main thread, because that queries the system and the database a good deal. The
 * last state is kept to be shown at once. Call it on the main thread.
 */
class HomeStateLoader(
    private val look: () -> HomeState,
    private val aside: Executor,
    private val elapsedMs: () -> Long,
) {
    private val looking = AtomicBoolean()
    private var begunMs = Long.MIN_VALUE

    @Volatile
    private var seen: HomeState? = null

    /** The contacts as last read, however long ago: a call to them is never wrong. */
    val lastFamily: List<Contact>? get() = seen?.family

    /** The last state loaded. Null before the first load, and if a load hangs: an old state must promise nothing. */
    val last: HomeState?
        get() = seen.takeUnless { looking.get() && elapsedMs() - begunMs >= LOST_MS }

    /**
     * Loads the state again if the last load is long enough ago or [now] is set; [then] is called on the thread that
     * loaded it.
     */
    fun look(now: Boolean, then: () -> Unit) {
        val early = begunMs != Long.MIN_VALUE && elapsedMs() - begunMs < EVERY_MS
        if ((early && !now) || !looking.compareAndSet(false, true)) return
        begunMs = elapsedMs()
        aside.execute {
            seen = looked()
            looking.set(false)
            then()
        }
    }

    private fun looked(): HomeState? = unlessRefused(look)

    companion object {
        const val EVERY_MS = 3_000L

        /** A load that takes this long will not return. */
        const val LOST_MS = 15_000L
    }
}
