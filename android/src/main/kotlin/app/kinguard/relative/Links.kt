package app.kinguard.relative

import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyException
import app.kinguard.core.LinkEffect
import app.kinguard.core.LinkTurn
import app.kinguard.core.LinkView
import app.kinguard.core.SealedAddress
import app.kinguard.core.linkAddress
import app.kinguard.core.linkAnswer
import app.kinguard.core.linkAway
import app.kinguard.core.linkCaughtUp
import app.kinguard.core.linkQuiet
import app.kinguard.core.linkReceive
import app.kinguard.core.linkView
import app.kinguard.core.linkWake
import app.kinguard.failure.unlessRefused

/**
 * The links to all parents. What a call of the core leads to is stored in one transaction with the link after it, then
 * its generation outside the database, and only then carried out. Thread-safe; not for the main thread.
 */
internal class Links(
    private val store: ParentStore,
    private val box: LinkBox,
    private val generations: LinkGenerations,
    private val clock: LinkClock,
    /** Returns bytes that nobody can guess, as many as a call of the core takes. */
    private val random: () -> ByteArray,
) {
    /** What was opened. The keystore is slow. */
    private val opened = mutableMapOf<Long, Opened>()

    private class Opened(val link: ByteArray, val generation: ULong)

    /** What became of a call. */
    sealed interface Result {
        /** Stored. [effects] are to be carried out, except for what the tables keep anyway. */
        class Done(val effects: List<LinkEffect>) : Result

        /** It changes nothing. */
        data object Nothing : Result

        /**
         * It could not be stored and has to be repeated. What must be told at once is in [effects]: a disk that takes
         * nothing silences no alarm.
         */
        class Failed(val effects: List<LinkEffect> = emptyList()) : Result
    }

    /** Returns the parents whose keys are there. */
    @Synchronized
    fun whole(): List<ParentRow> = store.all().filter { open(it.id) != null }

    fun names(): Map<Long, LinkGenerations.Known> = generations.all()

    /** Returns null if the keys are lost, or cannot be read now. */
    @Synchronized
    fun view(parent: Long): LinkView? = open(parent)?.let { reading(parent) { linkView(it.link, it.generation) } }

    @Synchronized
    fun address(parent: Long): SealedAddress? = open(parent)?.let { link ->
        reading(parent) { linkAddress(link.link, link.generation) }
    }

    /** Takes [text], which came in the message [read]. */
    fun receive(parent: Long, text: String, read: ReadUpTo): Result =
        turn(parent, read) { linkReceive(it.link, it.generation, text, clock.nowMs(), random()) }

    fun answer(parent: Long, question: ULong, ask: FamilyAsk, sentence: String?): Result =
        turn(parent) { linkAnswer(it.link, it.generation, question, ask, sentence, clock.nowMs(), random()) }

    fun wake(parent: Long): Result = turn(parent) { linkWake(it.link, it.generation, clock.nowMs()) }

    fun quiet(parent: Long): Result = turn(parent) { linkQuiet(it.link, it.generation) }

    fun away(parent: Long): Result = turn(parent, wakes = false) { linkAway(it.link, it.generation) }

    fun caughtUp(parent: Long): Result = turn(parent, wakes = false) { linkCaughtUp(it.link, it.generation) }

    /** Stores a parent who was paired just now. Returns their id, or null if that could not be stored. */
    @Synchronized
    fun add(paired: LinkTurn, read: ReadUpTo?): Long? = unlessRefused {
        val id = store.nextId(generations.all().keys)
        // Before the row: if the process dies in between, the keys are lost and that is shown.
        generations.put(id, LinkGenerations.Known(paired.generation, "", ""))
        store.add(id, clock.nowMs(), paired.outcome(read, wakes = true))
        opened[id] = Opened(paired.link, paired.generation)
        unlessRefused(clock::keep)
        id
    }

    @Synchronized
    fun name(parent: Long, name: String, number: String) {
        val known = generations.of(parent) ?: return
        generations.put(parent, known.copy(name = name, number = number))
    }

    @Synchronized
    fun remove(parent: Long) {
        store.remove(parent)
        generations.remove(parent)
        opened -= parent
    }

    /** Finds whose keys are gone, and has that told once. Returns whether there was anybody. */
    @Synchronized
    fun findLost(): Boolean {
        val stored = store.all().map { it.id }
        // The tables may only be out of reach.
        if (store.inMemory) return false
        (generations.all().keys - stored.toSet()).forEach(::lose)
        stored.forEach(::open)
        return generations.all().values.any { it.generation == LOST }
    }

    @Synchronized
    private fun turn(parent: Long, read: ReadUpTo? = null, wakes: Boolean = true, act: (Opened) -> LinkTurn): Result {
        val before = open(parent) ?: return if (isLost(parent)) Result.Nothing else Result.Failed()
        val turn = try {
            act(before)
        } catch (_: FamilyException.StateLost) {
            lose(parent)
            return Result.Nothing
        } catch (_: FamilyException) {
            return Result.Nothing
        }
        unlessRefused { store.keep(parent, turn.outcome(read, wakes)) }
            ?: return Result.Failed(turn.effects.filter(::isTold))
        opened[parent] = Opened(turn.link, turn.generation)
        unlessRefused(clock::keep)
        // Should this fail, the one from before is no wrong bound.
        generations.of(parent)?.let { unlessRefused { generations.put(parent, it.copy(generation = turn.generation)) } }
        return Result.Done(turn.effects)
    }

    private fun LinkTurn.outcome(read: ReadUpTo?, wakes: Boolean) = ParentStore.Outcome(
        link = box.write(link),
        wakeAtMs = wakeAt,
        wakes = wakes,
        outgoing = effects.filterIsInstance<LinkEffect.Send>().map { it.v1 },
        entries = effects.filterIsInstance<LinkEffect.Record>().map { it.v1.copy(at = clock.wallClockMs(it.v1.at)) },
        notices = effects.mapNotNull(::notice),
        read = read,
        isOver = LinkEffect.Removed in effects,
    )

    private fun open(parent: Long): Opened? = opened[parent] ?: opened(parent)?.also { opened[parent] = it }

    private fun opened(parent: Long): Opened? {
        if (isLost(parent)) return null
        val row = store.of(parent) ?: return null
        val link = box.read(row.link) ?: return null
        val known = generations.of(parent)
        if (known == null || link === LinkBox.LOST) return null.also { lose(parent) }
        val there = Opened(link, known.generation)
        return there.takeIf { reading(parent) { linkView(it.link, it.generation) } != null }
    }

    private fun <T> reading(parent: Long, read: () -> T): T? = try {
        read()
    } catch (_: FamilyException.StateLost) {
        null.also { lose(parent) }
    } catch (_: FamilyException) {
        null
    }

    private fun isLost(parent: Long) = generations.of(parent)?.generation == LOST

    /** From now on nothing brings them back: what was sent meanwhile may be a copy. */
    private fun lose(parent: Long) {
        if (isLost(parent)) return
        opened -= parent
        val known = generations.of(parent) ?: LinkGenerations.Known(LOST, "", "")
        unlessRefused { generations.put(parent, known.copy(generation = LOST)) }
        unlessRefused { store.note(parent, Notice.Lost) }
    }

    private companion object {
        /** No link ever has this one. */
        val LOST = ULong.MAX_VALUE
    }
}

/** Returns what is kept until it was shown. */
internal fun notice(effect: LinkEffect): Notice? = when (effect) {
    is LinkEffect.Notify -> Notice.Words(effect.title, effect.text, effect.loud)
    is LinkEffect.Silent -> Notice.Silent(effect.since)
    LinkEffect.HeardAgain -> Notice.HeardAgain
    LinkEffect.Removed -> Notice.Removed
    is LinkEffect.Alarm, LinkEffect.AlarmOver, is LinkEffect.Send, is LinkEffect.Record -> null
}

/** Returns whether it must be told even if nothing can be stored. */
private fun isTold(effect: LinkEffect) = effect is LinkEffect.Alarm || notice(effect) != null
