package app.kinguard.home

import android.util.Log
import java.util.concurrent.Executor
import java.util.concurrent.atomic.AtomicBoolean

/**
 * Looks at the guard, [aside] of the main thread because that asks the system and the database a good deal, and keeps
 * what was seen last, so that there is something to show at once. Asked on the main thread.
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

    /** What was seen last. Null before the first look, and when a look does not come back: nothing old is promised. */
    val last: HomeState?
        get() = seen.takeUnless { looking.get() && elapsedMs() - begunMs >= LOST_MS }

    /** Looks again, if the last look is not too short ago or [now]; [then] is called on whichever thread has looked. */
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

    private fun looked(): HomeState? = try {
        look()
    } catch (failed: RuntimeException) {
        Log.w("home", "not seen: ${failed.javaClass.simpleName}")
        null
    }

    companion object {
        const val EVERY_MS = 3_000L

        /** A look that takes this long will not come back. */
        const val LOST_MS = 15_000L
    }
}
