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
 * Announces that this phone has fallen silent when it can no longer do so itself: it is off, broken, or this app is
 * gone. The contact's server holds the message, and this phone postpones it again and again. No other server is
 * involved.
 *
 * When this app may be about to be removed on somebody's instruction, the release is brought close, and postponed again
 * if the app survives. Servers that cannot do this are detected and left alone.
 *
 * [move] and [bringClose] run on the family's thread, so that they do not undo each other. Servers answer on network
 * threads, and the state may be read on any thread.
 */
class Lifeline(
    private val settings: FamilySettings,
    private val contacts: () -> List<Contact>,
    private val server: ScheduledMessages,
    private val write: (Contact, StoredAddress) -> OutgoingMessage,
    private val wallClockMs: () -> Long,
    /** Schedules a call of [move] after the given delay. */
    private val moveIn: (Long) -> Unit,
) {
    /** The state at one address. */
    enum class State {
        /** Not tried yet, or without a result. */
        UNKNOWN,

        HELD,

        /** Held again after the server lost it, because it stores messages only in memory and was restarted. */
        LOST_ONCE,

        /** The server is older than 2.16. */
        TOO_OLD,

        /** The server does not hold messages for that long. */
        NOT_SO_LONG,

        /** The server keeps no messages at all. */
        KEEPS_NOTHING,
        ;

        val isHeld: Boolean get() = this == HELD || this == LOST_ONCE

        /** True if only the server's operator can change this. */
        val isUnable: Boolean get() = this == TOO_OLD || this == NOT_SO_LONG || this == KEEPS_NOTHING
    }

    /** The state of the message for the contact [name]. [trouble] is the reason why the last attempt failed. */
    data class HeldFor(val name: String, val state: State, val trouble: Outcome.Reason?)

    /** Returns the state at each address of [family] that should hold a message, in order. */
    fun states(family: List<Contact>): List<HeldFor> = family.flatMap { contact ->
        contact.addresses.filter(settings::isHeldAt).map { HeldFor(contact.name, state(it), trouble(it)) }
    }

    /** Postpones every message that is due for it. Call it regularly, and after switching this on or off. */
    fun move() {
        val wanted = wanted()
        release(except = wanted.map { (_, stored, _) -> stored.id })
        if (settings.lifeline == false) forgetRefusals()
        wanted.forEach { (contact, stored, address) -> if (isDue(stored)) hold(contact, stored, address, usually()) }
        // Until all of them are postponed, because they would arrive soon.
        if (wanted.any { (_, stored, _) -> isClose(stored) }) moveIn(AGAIN_MS)
    }

    /**
     * Brings the release of each message close, because this app may be removed or stopped in a moment. They arrive
     * unless this app survives and [move] postpones them again.
     */
    fun bringClose() {
        val close = wanted().filter { (_, stored, _) -> !state(stored).isUnable && !wasJustBroughtClose(stored) }
        close.forEach { (contact, stored, address) ->
            val delay = Delay(CLOSE_MS, Moved(wallClockMs(), CLOSE))
            // Stored first: the message must be postponed later, whatever the server answers and whether or not that
            // arrives.
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

    /** Returns why the last attempt failed, or null if it did not. */
    fun trouble(address: StoredAddress): Outcome.Reason? =
        read(address.id, TROUBLE)?.let { name -> Outcome.Reason.entries.find { it.name == name } }

    /** Forgets refusals when this is switched off, so that switching it on again makes a new attempt. */
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
        // A clock that was set back must not delay this.
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
            // There is no time to ask first, and without an answer the current release time is unknown.
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

    /**
     * Withdraws the messages of contacts who were removed, or of all if this was switched off. Neither is silence, so
     * no message may raise an alarm two days later.
     */
    private fun release(except: List<Long>) =
        settings.heldAddresses.filterKeys { it !in except }.forEach { (id, address) ->
            server.release(name(id), address) { answer ->
                if (answer !is ScheduledMessages.State.Failed) forget(id)
            }
        }

    /** Returns the name under which it is held. Earlier versions used a predictable name. */
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

    /** Stores the server's answer. If the server could not be reached, the state stays as it was. */
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

    /** The time of the last postponement, and [how] far: a number of hours, or close. */
    private class Moved(val atMs: Long, val how: String) {
        override fun toString() = "$atMs $how"

        companion object {
            /** Returns null if [text] is unreadable. */
            fun read(text: String): Moved? =
                text.substringBefore(' ').toLongOrNull()?.let { Moved(it, text.substringAfter(' ')) }
        }
    }

    /** The time for which a message is held from now on, and what is stored about it. */
    private class Delay(val forMs: Long, val moved: Moved)

    private fun read(id: Long, what: String): String? = settings.read("lifeline-$id$what")

    private fun write(id: Long, what: String, value: String?) = settings.write("lifeline-$id$what", value)

    companion object {
        /** Often enough that a night without a network does not count as silence. */
        const val EVERY_MS = 3 * 3_600_000L

        /** Servers are updated now and then. */
        const val UNABLE_MS = 7 * 24 * 3_600_000L

        /** The time after which a message that was brought close arrives. */
        const val CLOSE_MS = 20 * 60_000L

        /** The time after which this app, if it survives, postpones a close message. */
        const val LIVES_ON_MS = 10 * 60_000L

        /** The time between attempts if that fails. */
        const val AGAIN_MS = 60_000L

        /** The time for which a loss on the server is mentioned. */
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
