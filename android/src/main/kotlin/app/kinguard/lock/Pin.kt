package app.kinguard.lock

import app.kinguard.family.Family
import app.kinguard.family.MessageKind
import app.kinguard.guard.StoredEngineClock
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.store.unlessRefused
import java.util.concurrent.Executor
import java.util.concurrent.atomic.AtomicInteger

/**
 * The family's PIN. Without one everything is open: that is how the phone is set up.
 *
 * Whoever gave it may use the pages for ten minutes, which is enough to add somebody and to pair their phone, and only
 * until the app is left or the screen goes off: a parent may be handed the phone back at any moment, and be rung a minute
 * later. It is not known beyond the process.
 */
class Pin(
    private val database: Database,
    private val ticks: StoredEngineClock.Ticks,
    /** Where slow hashes are made. */
    private val hashing: Executor,
    private val family: Family,
    private val hash: PinHash = PinHash(),
) {
    private val tries = AttemptLimiter(database, ticks)

    /** The moment when it was given, of the clock that counts from the boot. */
    @Volatile
    private var givenMs: Long? = null

    /** How often the app was left. */
    private val leavings = AtomicInteger()

    /** Whether a PIN that was given is just being looked at. */
    @Volatile
    var isChecking = false
        private set

    val isSet: Boolean get() = database.setting(KEY) != null

    /** The same from memory; null before it was read. */
    @Volatile
    var isKnownToBeSet: Boolean? = null
        private set

    /** Reads it, unless it is known. */
    fun learn() {
        if (isKnownToBeSet == null) isKnownToBeSet = unlessRefused { isSet }
    }

    /** Whether it was given and not too long ago. */
    val isOpen: Boolean get() = givenMs.let { it != null && ticks.elapsedMs() - it in 0 until OPEN_MS }

    /** The app was left; a PIN that is just being looked at opens nothing any more. */
    fun close() {
        leavings.incrementAndGet()
        givenMs = null
    }

    fun state(): AttemptLimiter.State = tries.state()

    /** To be called now and then, so that a long wait outlives many boots. */
    fun settle() = tries.settle()

    /** Tries [digits]; [answer] comes on another thread. A try that has to wait is wrong, whatever it says. */
    fun give(digits: String, answer: (Boolean) -> Unit) = slowly(answer) { open ->
        val kept = database.setting(KEY)
        isKnownToBeSet = kept != null
        val right = kept != null && tries.take() && hash.matches(digits, kept)
        if (right) {
            tries.forgive()
            open()
        }
        right
    }

    /** Sets or changes it, and tells everybody; [done] says whether it could be kept. Whoever knows it may go on. */
    fun set(digits: String, done: (Boolean) -> Unit) = slowly(done) { open ->
        val kept = hash.make(digits)
        database.write {
            it.putSetting(KEY, kept)
            tries.forgive()
            family.tellOfChange(MessageKind.PIN_SET)
        }
        family.deliver()
        isKnownToBeSet = true
        open()
        true
    }

    /** Takes it away, and tells everybody of the family. */
    fun clear() {
        database.write {
            it.putSetting(KEY, null)
            tries.forgive()
            family.tellAll(MessageKind.PIN_CLEARED)
        }
        isKnownToBeSet = false
        family.deliver()
    }

    /** [act] gets what opens the pages, unless they were left in the meantime. */
    private fun slowly(done: (Boolean) -> Unit, act: (open: () -> Unit) -> Boolean) {
        isChecking = true
        val before = leavings.get()
        hashing.execute {
            // On a full phone no try can be counted, so none is right.
            val came = unlessRefused { act { openUnlessLeft(before) } } == true
            isChecking = false
            done(came)
        }
    }

    private fun openUnlessLeft(before: Int) {
        givenMs = ticks.elapsedMs()
        if (leavings.get() != before) givenMs = null
    }

    companion object {
        const val DIGITS = 6
        const val OPEN_MS = 10 * 60_000L
        private const val KEY = "lock-pin"

        /** One digit over and over, or one after the other: the first that anybody tries. */
        fun isEasy(digits: String): Boolean {
            val steps = digits.zipWithNext { one, next -> next - one }.toSet()
            return steps.size == 1 && steps.first() in -1..1
        }
    }
}
