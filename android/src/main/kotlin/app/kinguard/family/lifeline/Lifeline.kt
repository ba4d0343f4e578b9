package app.kinguard.family.lifeline

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilySettings
import app.kinguard.family.MessageIds
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.StoredAddress
import app.kinguard.time.HOUR_MS

/**
 * Says that this phone has fallen silent, when it can no longer say so itself: it is off, broken, or this app is gone. The
 * contact's server holds that message and this phone moves it ahead, again and again; nobody's server but theirs is needed.
 *
 * Where this app may be about to be removed on somebody's word, it moves the message close, and away again when it lives
 * on. Servers that cannot do it are found out and left alone.
 *
 * [move] and [bringClose] are called on the family's thread, so that none of them undoes the other; what servers answer comes
 * on threads of the network, and how it stands may be read on any.
 */
class Lifeline(
    private val settings: FamilySettings,
    private val contacts: () -> List<Contact>,
    private val server: ScheduledMessages,
    private val write: (Contact, StoredAddress) -> OutgoingMessage,
    private val wallClockMs: () -> Long,
    /** Sees to it that [move] is called after so long. */
    private val moveIn: (Long) -> Unit,
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

    /** How the message of silence stands with the contact [name]; [trouble]: why the last attempt came to nothing. */
    data class HeldFor(val name: String, val state: State, val trouble: Outcome.Reason?)

    /** How it stands with each of [family] for whom one is held, in order. */
    fun states(family: List<Contact>): List<HeldFor> = family.flatMap { contact ->
        contact.addresses.filter(settings::isHeldAt).map { HeldFor(contact.name, state(it), trouble(it)) }
    }

    /** Moves every message ahead that is due for it. To be called now and then, also when it was just switched on or off. */
    fun move() {
        val wanted = wanted()
        release(except = wanted.map { (_, stored, _) -> stored.id })
        if (settings.lifeline == false) forgetRefusals()
        wanted.forEach { (contact, stored, address) -> if (isDue(stored)) hold(contact, stored, address, usually()) }
        // Until each is back, for soon they would arrive.
        if (wanted.any { (_, stored, _) -> isClose(stored) }) moveIn(AGAIN_MS)
    }

    /**
     * This app may be removed or stopped in a moment. Each message is brought close, to arrive unless [move] still comes
     * when this app has lived on for a while.
     */
    fun bringClose() {
        val close = wanted().filter { (_, stored, _) -> !state(stored).isUnable && !wasJustBroughtClose(stored) }
        close.forEach { (contact, stored, address) ->
            val delay = Delay(CLOSE_MS, Moved(wallClockMs(), CLOSE))
            // First of all: whatever the server answers, and whether that arrives, it is to be moved back.
            write(stored.id, MOVED, "${delay.moved}")
            hold(contact, stored, address, delay)
        }
        if (close.isNotEmpty()) moveIn(LIVES_ON_MS)
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
    private fun forgetRefusals() = contacts().flatMap { it.addresses }
        .filter { it.id !in settings.heldAddresses && (state(it) != State.UNKNOWN || trouble(it) != null) }
        .forEach { forget(it.id) }

    private fun isDue(stored: StoredAddress): Boolean {
        val last = moved(stored) ?: return true
        val everyMs = when {
            last.how == CLOSE -> LIVES_ON_MS
            last.how != "${settings.silentHours}" -> return true
            state(stored).isUnable -> UNABLE_MS
            else -> EVERY_MS
        }
        // A clock set back must not keep it waiting.
        return wallClockMs() - last.atMs !in 0 until everyMs
    }

    private fun isClose(stored: StoredAddress) = moved(stored)?.how == CLOSE

    private fun wasJustBroughtClose(stored: StoredAddress) =
        moved(stored).let { it?.how == CLOSE && wallClockMs() - it.atMs in 0 until AGAIN_MS }

    private fun usually() = Delay(settings.silentHours * HOUR_MS, Moved(wallClockMs(), "${settings.silentHours}"))

    private fun hold(contact: Contact, stored: StoredAddress, address: Address.Ntfy, delay: Delay) {
        val post = write(contact, stored)
        val state = state(stored)
        val untilMs = read(stored.id, UNTIL)?.toLongOrNull()
        when {
            // There is no time to ask first; and until when it is held now is not known where no answer came.
            state.isHeld && isClose(stored) -> hold(post, stored, address, delay)

            state.isHeld && untilMs != null && name(stored.id) == post.platform ->
                server.look(post.platform, address, untilMs) { isThere ->
                    if (isThere == false) write(stored.id, LOST, "${delay.moved.atMs}")
                    hold(post, stored, address, delay)
                }

            else -> server.release(if (state.isHeld) name(stored.id) else post.platform, address) { answer ->
                if (answer == ScheduledMessages.State.Free) {
                    hold(post, stored, address, delay)
                } else {
                    note(stored, answer, delay)
                }
            }
        }
    }

    private fun hold(post: OutgoingMessage, stored: StoredAddress, address: Address.Ntfy, delay: Delay) =
        server.hold(post, address, delay.forMs) { answer ->
            if (answer is ScheduledMessages.State.Held) kept(post, stored, address, answer)
            note(stored, answer, delay)
        }

    /** Whoever was removed, or this having been switched off, is no silence: nothing may be left that cries out in two days. */
    private fun release(except: List<Long>) =
        settings.heldAddresses.filterKeys { it !in except }.forEach { (id, address) ->
            server.release(name(id), address) { answer ->
                if (answer !is ScheduledMessages.State.Failed) forget(id)
            }
        }

    /** By what name it is held. Earlier versions gave it one that could be guessed. */
    private fun name(id: Long): String = read(id, NAME) ?: MessageIds.silent(settings.install, id)

    @Synchronized
    private fun forget(id: Long) {
        settings.heldAddresses -= id
        KEYS.forEach { write(id, it, null) }
    }

    @Synchronized
    private fun kept(
        post: OutgoingMessage,
        stored: StoredAddress,
        address: Address.Ntfy,
        held: ScheduledMessages.State.Held,
    ) {
        write(stored.id, NAME, post.platform)
        write(stored.id, UNTIL, "${held.untilMs}")
        settings.heldAddresses += stored.id to address
    }

    /** A server that could not be reached is as it was. */
    @Synchronized
    private fun note(stored: StoredAddress, answer: ScheduledMessages.State, delay: Delay) {
        val state =
            when (answer) {
                is ScheduledMessages.State.Held -> State.HELD
                ScheduledMessages.State.TooOld -> State.TOO_OLD
                ScheduledMessages.State.NotSoLong -> State.NOT_SO_LONG
                ScheduledMessages.State.KeepsNothing -> State.KEEPS_NOTHING
                ScheduledMessages.State.Free -> State.UNKNOWN
                is ScheduledMessages.State.Failed -> null
            }
        write(stored.id, TROUBLE, (answer as? ScheduledMessages.State.Failed)?.outcome?.reason?.name)
        if (state == null) return
        write(stored.id, STATE, state.name)
        write(stored.id, MOVED, "${delay.moved}")
    }

    private val Outcome.reason: Outcome.Reason?
        get() = when (this) {
            is Outcome.Later -> reason
            is Outcome.Refused -> reason
            is Outcome.Unknown -> reason
            Outcome.Sent, Outcome.Delivered, Outcome.HandedOn -> null
        }

    private fun wanted() = contacts().flatMap { contact ->
        contact.addresses.filter(settings::isHeldAt).mapNotNull { stored ->
            (stored.address as? Address.Ntfy)?.let { Triple(contact, stored, it) }
        }
    }

    private fun moved(stored: StoredAddress): Moved? = read(stored.id, MOVED)?.let(Moved::read)

    /** When a message was moved last, and [how]: by so many hours, or close. */
    private class Moved(val atMs: Long, val how: String) {
        override fun toString() = "$atMs $how"

        companion object {
            /** Null when it cannot be read. */
            fun read(text: String): Moved? =
                text.substringBefore(' ').toLongOrNull()?.let { Moved(it, text.substringAfter(' ')) }
        }
    }

    /** For how long a message is held from now on, and what is remembered of that. */
    private class Delay(val forMs: Long, val moved: Moved)

    private fun read(id: Long, what: String): String? = settings.read("lifeline-$id$what")

    private fun write(id: Long, what: String, value: String?) = settings.write("lifeline-$id$what", value)

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

        /** For so long it is said that a server has lost it. */
        const val SAID_MS = 30 * 24 * 3_600_000L

        private const val CLOSE = "close"
        private const val STATE = ""
        private const val MOVED = "-moved"
        private const val NAME = "-name"
        private const val UNTIL = "-until"
        private const val LOST = "-lost"
        private const val TROUBLE = "-trouble"
        private val KEYS = listOf(STATE, MOVED, NAME, UNTIL, LOST, TROUBLE)
    }
}
