package app.kinguard.lock

import app.kinguard.failure.unlessRefused
import app.kinguard.family.Family
import app.kinguard.family.MessageKind
import app.kinguard.guard.StoredEngineClock
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import java.util.concurrent.Executor
import java.util.concurrent.atomic.AtomicInteger

/**
 * The family's PIN. Without one everything is open, as when the phone is set up.
 *
 * The right PIN opens the pages for ten minutes, enough to add a contact and pair their phone, and only until the user
 * leaves the app or the screen goes off: the parent may get the phone back at any moment, and a call may come a minute
 * later. The unlocked state does not outlive the process.
 */
class Pin(
    private val database: Database,
    private val ticks: StoredEngineClock.Ticks,
    /** Runs slow hashes. */
    private val hashing: Executor,
    private val family: Family,
    private val hash: PinHash = PinHash(),
) {
    private val tries = AttemptLimiter(database, ticks)

    /** The moment of the right PIN, on the clock since boot. */
    @Volatile
    private var givenMs: Long? = null

    /** The number of times the user left the app. */
    private val leavings = AtomicInteger()

    /** True while a PIN is being checked. */
    @Volatile
    var isChecking = false
        private set

    val isSet: Boolean get() = database.setting(KEY) != null

    /** Like [isSet], but from memory; null before it was first read. */
    @Volatile
    var isKnownToBeSet: Boolean? = null
        private set

    /** Reads whether a PIN is set, unless that is known. */
    fun learn() {
        if (isKnownToBeSet == null) isKnownToBeSet = unlessRefused { isSet }
    }

    /** True if the right PIN was entered in the last ten minutes. */
    val isOpen: Boolean get() = givenMs.let { it != null && ticks.elapsedMs() - it in 0 until OPEN_MS }

    /** Called when the user leaves the app: a PIN that is being checked no longer opens anything. */
    fun close() {
        leavings.incrementAndGet()
        givenMs = null
    }

    fun state(): AttemptLimiter.State = tries.state()

    /** Called now and then to let a long wait survive many boots. */
    fun settle() = tries.settle()

    /**
     * Tries [digits]; [answer] is called on another thread. An attempt during a wait counts as wrong, whatever its
     * digits.
     */
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

    /** Sets or changes the PIN, tells the family and opens the pages; [done] says whether the PIN could be stored. */
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

    /** Removes the PIN and tells all of the family. */
    fun clear() {
        database.write {
            it.putSetting(KEY, null)
            tries.forgive()
            family.tellAll(MessageKind.PIN_CLEARED)
        }
        isKnownToBeSet = false
        family.deliver()
    }

    /**
     * Runs [act] on the hashing thread. [act] receives a function that opens the pages unless the user left them
     * meanwhile.
     */
    private fun slowly(done: (Boolean) -> Unit, act: (open: () -> Unit) -> Boolean) {
        isChecking = true
        val before = leavings.get()
        hashing.execute {
            // On a full phone no attempt can be counted, so none is right.
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

        /** Returns whether the digits are all the same or run up or down by one: the first that anybody tries. */
        fun isEasy(digits: String): Boolean {
            val steps = digits.zipWithNext { one, next -> next - one }.toSet()
            return steps.size == 1 && steps.first() in -1..1
        }
    }
}
