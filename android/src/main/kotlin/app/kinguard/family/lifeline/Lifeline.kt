package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilySettings
import app.kinguard.family.Outcome
import app.kinguard.family.Post
import app.kinguard.family.Posts
import app.kinguard.family.StoredAddress

/**
 * Says that this phone has fallen silent, when it can no longer say so itself: it is off, broken, or this app is gone. The
 * contact's server holds that message and this phone moves it ahead, again and again; nobody's server but theirs is needed.
 *
 * Servers that cannot do it are found out and left alone.
 */
class Lifeline(
    private val settings: FamilySettings,
    private val contacts: () -> List<Contact>,
    private val server: HeldMessages,
    private val write: (Contact, StoredAddress) -> Post,
    private val wallClockMs: () -> Long,
) {
    /** Where it stands with one address. */
    enum class State {
        /** Not tried yet, or nothing came of it. */
        UNKNOWN,

        HELD,

        /** Held anew, after the server had lost it: it keeps messages in its memory alone, and was restarted. */
        LOST_ONCE,

        /** The server is older than 2.16. */
        TOO_OLD,

        /** The server holds nothing for so long. */
        NOT_SO_LONG,

        /** The server keeps nothing at all. */
        KEEPS_NOTHING,
        ;

        val isHeld: Boolean get() = this == HELD || this == LOST_ONCE

        /** Only whoever runs the server can change that. */
        val isUnable: Boolean get() = this == TOO_OLD || this == NOT_SO_LONG || this == KEEPS_NOTHING
    }

    /** Moves every message ahead that is due for it. To be called now and then, also when it was just switched on or off. */
    fun move() {
        val wanted = if (settings.lifeline) pushed() else emptyList()
        release(except = wanted.map { (_, stored, _) -> stored.id })
        if (!settings.lifeline) forgetRefusals()
        wanted.forEach { (contact, stored, address) -> move(contact, stored, address) }
    }

    fun state(address: StoredAddress): State {
        val state = State.entries.find { it.name == read(address.id, STATE) } ?: State.UNKNOWN
        val lostMs = read(address.id, LOST)?.toLongOrNull()
        val isNews = lostMs != null && wallClockMs() - lostMs in 0 until SAID_MS
        return if (state == State.HELD && isNews) State.LOST_ONCE else state
    }

    /** Why the last attempt came to nothing; null: it did not. */
    fun trouble(address: StoredAddress): Outcome.Reason? =
        read(address.id, TROUBLE)?.let { name -> Outcome.Reason.entries.find { it.name == name } }

    /** Whoever switches it off and on again wants it to be tried. */
    private fun forgetRefusals() = pushed()
        .map { (_, stored, _) -> stored }
        .filter { it.id !in settings.heldAddresses && (state(it) != State.UNKNOWN || trouble(it) != null) }
        .forEach { forget(it.id) }

    private fun move(contact: Contact, stored: StoredAddress, address: Address.Ntfy) {
        val nowMs = wallClockMs()
        val last = read(stored.id, MOVED).orEmpty().split(' ')
        val lastMs = last.first().toLongOrNull()
        val otherwise = last.last() != "${settings.silentHours}"
        val state = state(stored)
        // A clock set back must not keep it waiting.
        val everyMs = if (state.isUnable) UNABLE_MS else EVERY_MS
        val due = lastMs == null || otherwise || nowMs - lastMs !in 0 until everyMs
        if (!due) return
        val post = write(contact, stored)
        val untilMs = read(stored.id, UNTIL)?.toLongOrNull()
        if (state.isHeld && untilMs != null && name(stored.id) == post.outside) {
            server.look(post.outside, address, untilMs) { isThere ->
                if (isThere == false) write(stored.id, LOST, "$nowMs")
                hold(post, stored, address, nowMs)
            }
        } else {
            server.release(if (state.isHeld) name(stored.id) else post.outside, address) { answer ->
                if (answer ==
                    HeldMessages.State.Free
                ) {
                    hold(post, stored, address, nowMs)
                } else {
                    note(stored, answer, nowMs)
                }
            }
        }
    }

    private fun hold(post: Post, stored: StoredAddress, address: Address.Ntfy, nowMs: Long) =
        server.hold(post, address, settings.silentHours * HOUR_MS) { answer ->
            if (answer is HeldMessages.State.Held) kept(post, stored, address, answer)
            note(stored, answer, nowMs)
        }

    /** Whoever was removed, or this having been switched off, is no silence: nothing may be left that cries out in two days. */
    private fun release(except: List<Long>) =
        settings.heldAddresses.filterKeys { it !in except }.forEach { (id, address) ->
            server.release(name(id), address) { answer ->
                if (answer !is HeldMessages.State.Failed) forget(id)
            }
        }

    /** By what name it is held. Earlier versions gave it one that could be guessed. */
    private fun name(id: Long): String = read(id, NAME) ?: Posts.silent(settings.install, id)

    @Synchronized
    private fun forget(id: Long) {
        settings.heldAddresses -= id
        KEYS.forEach { write(id, it, null) }
    }

    @Synchronized
    private fun kept(post: Post, stored: StoredAddress, address: Address.Ntfy, held: HeldMessages.State.Held) {
        write(stored.id, NAME, post.outside)
        write(stored.id, UNTIL, "${held.untilMs}")
        settings.heldAddresses += stored.id to address
    }

    /** A server that could not be reached is as it was. */
    @Synchronized
    private fun note(stored: StoredAddress, answer: HeldMessages.State, nowMs: Long) {
        val state =
            when (answer) {
                is HeldMessages.State.Held -> State.HELD
                HeldMessages.State.TooOld -> State.TOO_OLD
                HeldMessages.State.NotSoLong -> State.NOT_SO_LONG
                HeldMessages.State.KeepsNothing -> State.KEEPS_NOTHING
                HeldMessages.State.Free -> State.UNKNOWN
                is HeldMessages.State.Failed -> null
            }
        write(stored.id, TROUBLE, (answer as? HeldMessages.State.Failed)?.outcome?.reason?.name)
        if (state == null) return
        write(stored.id, STATE, state.name)
        write(stored.id, MOVED, "$nowMs ${settings.silentHours}")
    }

    private val Outcome.reason: Outcome.Reason?
        get() = when (this) {
            is Outcome.Later -> reason
            is Outcome.Refused -> reason
            is Outcome.Unknown -> reason
            Outcome.Sent, Outcome.Delivered, Outcome.HandedOn -> null
        }

    private fun pushed() = contacts().flatMap { contact ->
        contact.addresses.mapNotNull { stored ->
            (stored.address as? Address.Ntfy)?.let { Triple(contact, stored, it) }
        }
    }

    private fun read(id: Long, what: String): String? = settings.read("lifeline-$id$what")

    private fun write(id: Long, what: String, value: String?) = settings.write("lifeline-$id$what", value)

    companion object {
        /** Often enough that a night without a network is no silence. */
        const val EVERY_MS = 3 * 3_600_000L

        /** Servers are renewed now and then. */
        const val UNABLE_MS = 7 * 24 * 3_600_000L

        /** For so long it is said that a server has lost it. */
        const val SAID_MS = 30 * 24 * 3_600_000L

        private const val HOUR_MS = 3_600_000L
        private const val STATE = ""
        private const val MOVED = "-moved"
        private const val NAME = "-name"
        private const val UNTIL = "-until"
        private const val LOST = "-lost"
        private const val TROUBLE = "-trouble"
        private val KEYS = listOf(STATE, MOVED, NAME, UNTIL, LOST, TROUBLE)
    }
}
