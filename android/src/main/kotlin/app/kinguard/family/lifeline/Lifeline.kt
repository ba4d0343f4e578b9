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
 * Servers that cannot do it are found out and left alone.
 */
class Lifeline(
    private val settings: FamilySettings,
    private val contacts: () -> List<Contact>,
    private val held: HeldMessages,
    private val write: (Contact, StoredAddress) -> Post,
    private val wallClockMs: () -> Long,
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
        val wanted = if (settings.lifeline) pushed() else emptyList()
        release(except = wanted.map { (_, stored, _) -> stored.id })
        wanted.forEach { (contact, stored, address) -> move(contact, stored, address) }
    }

    fun state(address: StoredAddress): State =
        State.entries.find { it.name == settings.read(stateKey(address.id)) } ?: State.UNKNOWN

    private fun move(contact: Contact, stored: StoredAddress, address: Address.Ntfy) {
        val nowMs = wallClockMs()
        val last = settings.read(timeKey(stored.id)).orEmpty().split(' ')
        val lastMs = last.first().toLongOrNull()
        val otherwise = last.last() != "${settings.silentHours}"
        // A clock set back must not keep it waiting.
        val everyMs = if (state(stored) == State.UNABLE) UNABLE_MS else EVERY_MS
        val due = lastMs == null || otherwise || nowMs - lastMs !in 0 until everyMs
        if (!due) return
        val post = write(contact, stored)
        if (state(stored) == State.HELD) {
            hold(post, stored, address, nowMs)
        } else {
            held.release(post.id, address) { answer ->
                if (answer == Holding.Done) hold(post, stored, address, nowMs) else note(stored, answer, nowMs)
            }
        }
    }

    private fun hold(post: Post, stored: StoredAddress, address: Address.Ntfy, nowMs: Long) {
        held.hold(post, address, nowMs + settings.silentHours * HOUR_MS) { answer ->
            note(stored, answer, nowMs)
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
    private fun note(stored: StoredAddress, answer: Holding, nowMs: Long) {
        val state =
            when (answer) {
                Holding.Done -> State.HELD
                Holding.Unable -> State.UNABLE
                is Holding.Failed -> return
            }
        settings.write(stateKey(stored.id), state.name)
        settings.write(timeKey(stored.id), "$nowMs ${settings.silentHours}")
        val address = stored.address
        if (state == State.HELD && address is Address.Ntfy) settings.heldAddresses += stored.id to address
    }

    private fun pushed() = contacts().flatMap { contact ->
        contact.addresses.mapNotNull { stored ->
            (stored.address as? Address.Ntfy)?.let { Triple(contact, stored, it) }
        }
    }

    private fun stateKey(id: Long) = "lifeline-$id"

    private fun timeKey(id: Long) = "lifeline-$id-moved"

    companion object {
        /** Often enough that a night without a network is no silence. */
        const val EVERY_MS = 3 * 3_600_000L

        /** Servers are renewed now and then. */
        const val UNABLE_MS = 7 * 24 * 3_600_000L

        private const val HOUR_MS = 3_600_000L
    }
}
