package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilySettings
import app.kinguard.family.Outcome
import app.kinguard.family.Post
import app.kinguard.family.Posts
import app.kinguard.family.StoredAddress

/** Messages that a server keeps back until their time, or until they are replaced. */
interface HeldMessages {
    /** Holds [post] until [atMs] of the wall clock, in place of what is held under its name. */
    fun hold(post: Post, address: Address.Ntfy, atMs: Long, answer: (Holding) -> Unit)

    /** Takes back what is held under [name]; also finds out whether the server knows how. */
    fun release(name: String, address: Address.Ntfy, answer: (Holding) -> Unit)
}

/** What a server said. */
sealed interface Holding {
    /** As asked. */
    data object Done : Holding

    /** This server cannot take a message back, or not hold it for so long: holding one there would raise a false alarm. */
    data object Unable : Holding

    data class Failed(val outcome: Outcome) : Holding
}

/**
 * Says that this phone has fallen silent, when it can no longer say so itself: it is off, broken, or this app is gone. The
 * contact's server holds that message and this phone moves it ahead, again and again; nobody's server but theirs is needed.
 *
 * Where this app may be about to be removed on somebody's word, it moves the message close, and away again when it lives
 * on. Servers that cannot do it are found out and left alone.
 */
class Lifeline(
    private val settings: FamilySettings,
    private val contacts: () -> List<Contact>,
    private val held: HeldMessages,
    private val write: (Contact, StoredAddress) -> Post,
    private val wallClockMs: () -> Long,
    /** Sees to it that [move] is called after so long. */
    private val moveIn: (Long) -> Unit,
) {
    /** Where it stands with one address. */
    enum class State {
        /** Not tried yet, or the server could not be reached. */
        UNKNOWN,

        HELD,

        /** The server is too old. */
        UNABLE,
    }

    /** Moves every message ahead that is due for it. To be called now and then, also when it was just switched on or off. */
    fun move() {
        val wanted = wanted()
        release(except = wanted.map { (_, stored, _) -> stored.id })
        wanted.forEach { (contact, stored, address) -> if (isDue(stored)) hold(contact, stored, address, usually()) }
        // Until each is back, for soon they would arrive.
        if (wanted.any { (_, stored, _) -> isClose(stored) }) moveIn(AGAIN_MS)
    }

    /**
     * This app may be removed or stopped in a moment. Each message is brought close, to arrive unless [move] still comes
     * when this app has lived on for a while.
     */
    fun bringClose() {
        val nowMs = wallClockMs()
        val close = wanted().filter { (_, stored, _) -> state(stored) != State.UNABLE && !wasJustBroughtClose(stored) }
        close.forEach { (contact, stored, address) ->
            // First of all: whatever the server answers, and whether that arrives, it is to be moved back.
            settings.write(timeKey(stored.id), "$nowMs $CLOSE")
            hold(contact, stored, address, Until(nowMs + CLOSE_MS, CLOSE))
        }
        if (close.isNotEmpty()) moveIn(LIVES_ON_MS)
    }

    fun state(address: StoredAddress): State =
        State.entries.find { it.name == settings.read(stateKey(address.id)) } ?: State.UNKNOWN

    private fun isDue(stored: StoredAddress): Boolean {
        val last = moved(stored) ?: return true
        val everyMs = when {
            last.how == CLOSE -> LIVES_ON_MS
            last.how != "${settings.silentHours}" -> return true
            state(stored) == State.UNABLE -> UNABLE_MS
            else -> EVERY_MS
        }
        // A clock set back must not keep it waiting.
        return wallClockMs() - last.atMs !in 0 until everyMs
    }

    private fun isClose(stored: StoredAddress) = moved(stored)?.how == CLOSE

    private fun wasJustBroughtClose(stored: StoredAddress) =
        moved(stored).let { it?.how == CLOSE && wallClockMs() - it.atMs in 0 until AGAIN_MS }

    private fun usually() = Until(wallClockMs() + settings.silentHours * HOUR_MS, "${settings.silentHours}")

    private fun hold(contact: Contact, stored: StoredAddress, address: Address.Ntfy, until: Until) {
        val nowMs = wallClockMs()
        val post = write(contact, stored)
        val hold = { held.hold(post, address, until.atMs) { answer -> note(stored, answer, Moved(nowMs, until.how)) } }
        if (state(stored) == State.HELD) {
            hold()
        } else {
            held.release(post.id, address) { answer ->
                if (answer == Holding.Done) hold() else note(stored, answer, Moved(nowMs, until.how))
            }
        }
    }

    /** Whoever was removed, or this having been switched off, is no silence: nothing may be left that cries out in two days. */
    private fun release(except: List<Long>) =
        settings.heldAddresses.filterKeys { it !in except }.forEach { (id, address) ->
            held.release(Posts.silent(settings.install, id), address) { answer ->
                if (answer !is Holding.Failed) forget(id)
            }
        }

    private fun forget(id: Long) {
        settings.heldAddresses -= id
        settings.write(stateKey(id), null)
        settings.write(timeKey(id), null)
    }

    /** A server that could not be reached is as it was. */
    private fun note(stored: StoredAddress, answer: Holding, moved: Moved) {
        val state =
            when (answer) {
                Holding.Done -> State.HELD
                Holding.Unable -> State.UNABLE
                is Holding.Failed -> return
            }
        settings.write(stateKey(stored.id), state.name)
        settings.write(timeKey(stored.id), "${moved.atMs} ${moved.how}")
        val address = stored.address
        if (state == State.HELD && address is Address.Ntfy) settings.heldAddresses += stored.id to address
    }

    private fun wanted() = contacts().flatMap { contact ->
        contact.addresses.filter(settings::isHeldAt).mapNotNull { stored ->
            (stored.address as? Address.Ntfy)?.let { Triple(contact, stored, it) }
        }
    }

    private fun moved(stored: StoredAddress): Moved? = settings.read(timeKey(stored.id))?.let { text ->
        text.substringBefore(' ').toLongOrNull()?.let { Moved(it, text.substringAfter(' ')) }
    }

    /** When a message was moved last, and [how]: by so many hours, or close. */
    private class Moved(val atMs: Long, val how: String)

    /** Where a message is moved to. */
    private class Until(val atMs: Long, val how: String)

    private fun stateKey(id: Long) = "lifeline-$id"

    private fun timeKey(id: Long) = "lifeline-$id-moved"

    companion object {
        /** Often enough that a night without a network is no silence. */
        const val EVERY_MS = 3 * 3_600_000L

        /** Servers are renewed now and then. */
        const val UNABLE_MS = 7 * 24 * 3_600_000L

        /** Brought close, a message arrives after so long, */
        const val CLOSE_MS = 20 * 60_000L

        /** unless this app still lives after so long and moves it back, */
        const val LIVES_ON_MS = 10 * 60_000L

        /** or, where that fails, after so long again. */
        const val AGAIN_MS = 60_000L

        private const val CLOSE = "close"
        private const val HOUR_MS = 3_600_000L
    }
}
