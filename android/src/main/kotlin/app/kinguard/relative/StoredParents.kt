package app.kinguard.relative

import android.os.Handler
import android.os.Looper
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyException
import app.kinguard.core.FamilyPairing
import app.kinguard.core.LinkEntry
import app.kinguard.failure.unlessRefused
import app.kinguard.work.MainThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertMainThread

/** The parents of the tables, for the pages. */
internal class StoredParents(
    private val links: Links,
    private val store: ParentStore,
    private val listening: FamilyListening,
    private val alarm: FamilyAlarm,
    private val thread: WorkThread,
    private val clock: LinkClock,
    private val observers: Observers,
    private val driver: (FamilyPairing) -> FamilyPairingDriver,
    private val random: () -> ByteArray,
) : Parents {
    /** Used on the family's thread. */
    private var pairing: FamilyPairingDriver? = null

    override fun all(): List<Parent> = links.names().toSortedMap().map { (id, known) ->
        val view = unlessRefused { links.view(id) }?.byWallClock(clock)
        Parent(id, known.name, known.number, view, listening.state(id))
    }

    override fun answer(parent: Long, question: ULong, ask: FamilyAsk, sentence: String?): Boolean {
        val result = links.answer(parent, question, ask, sentence)
        if (result !is Links.Result.Done) return false
        // Whoever answers is awake, even if what woke them belongs to no danger.
        thread.post {
            if (unlessRefused { links.view(parent) }?.danger?.alarm != true) listening.alarmIsOver(parent)
            listening.carryOut(parent, result)
        }
        return true
    }

    override fun quiet(parent: Long) {
        alarm.quiet(parent)
        val result = links.quiet(parent)
        // The sound is over already, and its notification stays as the way back.
        if (result is Links.Result.Done) observers.changed()
    }

    override fun history(parent: Long): List<LinkEntry> = store.history(parent)

    override fun change(parent: Long, name: String, number: String) {
        links.name(parent, name, number)
        observers.changed()
    }

    override fun remove(parent: Long) {
        links.remove(parent)
        thread.post {
            listening.forget(parent)
            listening.begin()
        }
        observers.changed()
    }

    override fun pair(code: String): Pairing? {
        val core = try {
            FamilyPairing(code.trim(), random())
        } catch (_: FamilyException) {
            return null
        }
        val next = driver(core)
        thread.post {
            pairing?.abandon()
            pairing = next
            next.begin()
        }
        return next
    }

    override fun observe(changed: () -> Unit): AutoCloseable = observers.observe(changed)

    /** Forgets everybody, because this phone becomes a parent's. */
    fun forget() {
        val all = links.names().keys
        all.forEach { unlessRefused { links.remove(it) } }
        thread.post {
            pairing?.abandon()
            all.forEach(listening::forget)
        }
    }
}

/** The pages that want to know of changes. */
internal class Observers {
    private val main = Handler(Looper.getMainLooper())
    private val open = mutableSetOf<() -> Unit>()
    private val tell = Runnable { open.toList().forEach { it() } }

    @MainThread
    fun observe(changed: () -> Unit): AutoCloseable {
        assertMainThread()
        val own = { changed() }
        open += own
        return AutoCloseable { open -= own }
    }

    /** Tells all of them, once for several changes in a row. May be called on any thread. */
    fun changed() {
        main.removeCallbacks(tell)
        main.post(tell)
    }
}
