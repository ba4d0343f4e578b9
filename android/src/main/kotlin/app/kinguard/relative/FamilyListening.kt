package app.kinguard.relative

import app.kinguard.core.LinkEffect
import app.kinguard.core.LinkTurn
import app.kinguard.failure.unlessRefused
import app.kinguard.relative.Topics.Received
import app.kinguard.work.FamilyThread
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/**
 * What a family's phone does all day: it listens to every parent's phone, and carries out what the core makes of what
 * it hears. Whatever has to be done is in the tables or in the links before it is done, so [begin] makes up for a death
 * of the process at any step. Used on the family's thread, unless a function says otherwise.
 */
@FamilyThread
internal class FamilyListening(
    private val links: Links,
    private val store: ParentStore,
    private val parts: Parts,
    private val thread: WorkThread,
    private val clock: LinkClock,
    /** Called after each change, on any thread. */
    private val changed: () -> Unit,
) : FamilyPairingDriver.Follow {
    /** What it works with. */
    class Parts(
        val listener: (LinkListener.Reader) -> LinkListener,
        val sender: LinkSender,
        val alarm: FamilyAlarm,
        val notices: AlarmNotices,
        val presence: Presence,
        /** Undoes what the alarm of a process that died has left behind. */
        val restore: () -> Unit,
        /** Keeps the processor awake for a moment. Called on any thread. */
        val awake: () -> Unit,
    )

    private val listener: LinkListener by lazy { parts.listener(Reader()) }
    private var hasBegun = false

    /** Listens to all parents. Needless calls are harmless. */
    fun begin() {
        thread.assertCurrent()
        unlessRefused { links.findLost() }
        if (!hasBegun) {
            hasBegun = true
            unlessRefused(parts.restore)
            soundAgain()
        }
        listen()
        tell()
        wake()
        parts.sender.deliver()
    }

    /** Ends everything, because this phone is no longer the family's. */
    fun stop() {
        thread.assertCurrent()
        hasBegun = false
        listener.stop()
        parts.sender.stop()
        thread.cancel(WorkThread.Kind.LINK_WAKE)
        parts.presence.keep(false)
        links.names().keys.forEach(::forget)
    }

    fun state(parent: Long) = listener.state(parent)

    /** A network is back. */
    fun online() {
        listener.online()
        parts.sender.hurry()
    }

    /** Reads what came while nothing listened. [done] is called once. */
    fun look(done: () -> Unit) {
        begin()
        listener.look(done)
    }

    /** Finds who has fallen silent, and plans when to do that again. */
    fun wake() {
        val now = clock.nowMs()
        val rows = unlessRefused(links::whole).orEmpty()
        rows.filter { row -> row.wakeAtMs?.let { it <= now } == true }
            .forEach { carryOut(it.id, links.wake(it.id)) }
        val next = unlessRefused(links::whole).orEmpty().mapNotNull { it.wakeAtMs }.minOrNull()
        if (next == null) {
            thread.cancel(WorkThread.Kind.LINK_WAKE)
        } else {
            val delayMs = (next - clock.nowMs()).coerceAtLeast(1)
            thread.postLater(WorkThread.Kind.LINK_WAKE, delayMs, ::wake)
            parts.presence.wakeIn(delayMs)
        }
    }

    /** Carries out what a call of the core led to. */
    fun carryOut(parent: Long, result: Links.Result) {
        thread.assertCurrent()
        val effects = when (result) {
            is Links.Result.Done -> result.effects
            is Links.Result.Failed -> result.effects.also {
                it.mapNotNull(::notice).forEach { told -> show(parent, told) }
            }
            Links.Result.Nothing -> return
        }
        effects.forEach { effect ->
            when (effect) {
                is LinkEffect.Alarm -> alarm(parent, effect.title, effect.text)
                LinkEffect.AlarmOver -> if (!stands(parent)) alarmIsOver(parent)
                LinkEffect.Removed -> listen()
                else -> Unit
            }
        }
        if (result is Links.Result.Done) {
            tell()
            parts.sender.deliver()
        }
        changed()
    }

    /** Only the sound was ended, and nobody has answered since. */
    fun remind(parent: Long) {
        val danger = unlessRefused { links.view(parent) }?.danger ?: return
        if (danger.said.isNotEmpty()) return
        parts.notices.alarm(parent, danger.title, danger.text)
        parts.alarm.goOn(parent)
    }

    fun alarmIsOver(parent: Long) {
        parts.alarm.over(parent)
        parts.notices.alarmIsOver(parent)
    }

    /** Takes back whatever is shown or sounds about [parent]. */
    fun forget(parent: Long) {
        alarmIsOver(parent)
        parts.notices.withdraw(parent)
    }

    override fun paired(turn: LinkTurn, read: ReadUpTo): Long? = links.add(turn, read)?.also { begin() }

    override fun voided(parent: Long) {
        unlessRefused { links.remove(parent) }
        forget(parent)
        begin()
    }

    override fun changed() = changed.invoke()

    private fun listen() {
        val sources = unlessRefused(links::whole).orEmpty().mapNotNull(::source)
        listener.listenTo(sources)
        parts.presence.keep(sources.isNotEmpty())
        changed()
    }

    private fun source(row: ParentRow): Source? {
        if (unlessRefused { links.view(row.id) }?.removed != false) return null
        val address = unlessRefused { links.address(row.id) } ?: return null
        return Source(row.id, address.server, address.alerts, row.read)
    }

    private fun stands(parent: Long) = unlessRefused { links.view(parent) }?.danger?.alarm == true

    /** What sounded when the last process died goes on. */
    private fun soundAgain() = unlessRefused(links::whole).orEmpty().forEach { row ->
        val danger = unlessRefused { links.view(row.id) }?.danger ?: return@forEach
        if (danger.alarm) alarm(row.id, danger.title, danger.text)
    }

    private fun alarm(parent: Long, title: String, text: String) {
        parts.alarm.raise(parent)
        parts.notices.alarm(parent, title, text)
    }

    /** Shows what was not shown yet. */
    private fun tell() = unlessRefused { store.notices() }.orEmpty().forEach { kept ->
        show(kept.parent, kept.notice, kept.id)
        unlessRefused { store.told(kept.id) }
    }

    private fun show(parent: Long, notice: Notice, id: Long = 0) {
        unlessRefused { parts.notices.show(id, parent, links.names()[parent]?.name.orEmpty(), notice) }
    }

    private inner class Reader : LinkListener.Reader {
        override fun arriving() = parts.awake()

        override fun read(parent: Long, message: Received): Boolean {
            val result = links.receive(parent, message.text, ReadUpTo(message.id, message.atS))
            carryOut(parent, result)
            if (result is Links.Result.Done) wake()
            return result !is Links.Result.Failed
        }

        override fun readUpTo(parents: List<Long>, upTo: ReadUpTo) {
            if (parents.isNotEmpty()) unlessRefused { store.readUpTo(parents, upTo) }
        }

        /** Half a day is as long as a server keeps messages, unless it was set up otherwise. */
        override fun away(parents: List<Long>): List<Long> {
            val now = clock.nowMs()
            val away = unlessRefused(links::whole).orEmpty()
                .filter { it.id in parents && now - it.askedMs > CACHE_MS }.map { it.id }
            away.forEach { links.away(it) }
            return away
        }

        override fun caughtUp(parents: List<Long>) = parents.forEach { links.caughtUp(it) }

        override fun asked(parents: List<Long>) {
            unlessRefused { store.asked(parents, clock.nowMs()) }
        }

        override fun changed() = this@FamilyListening.changed()
    }

    internal companion object {
        const val CACHE_MS = 12 * 3_600_000L
    }
}

/** What keeps this phone listening when its process does not. */
internal interface Presence {
    /** Keeps the service and the job alive, or ends them. */
    fun keep(on: Boolean)

    /** Has [FamilyListening.wake] called, even if the phone sleeps. */
    fun wakeIn(delayMs: Long)
}
