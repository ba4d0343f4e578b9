package app.kinguard.family

import app.kinguard.work.WorkThread

/** Reads what contacts answer, on the one address that can carry an answer. */
fun interface Replies {
    /** Begins to listen, after the reply [since], or to all that the server still has. Closing ends it without a word. */
    fun listen(
        address: Address.Ntfy,
        since: String?,
        reply: (id: String, text: String) -> Unit,
        ended: (Outcome) -> Unit,
    ): AutoCloseable
}

/**
 * Listens for answers while there is something to answer, and at no other time: a connection kept open all day would
 * empty the phone. Works on the family's thread alone.
 */
internal class Listener(
    private val replies: Replies,
    private val round: Postman.Round,
    private val heard: (contact: Contact, text: String) -> Unit,
) {
    private val open = mutableMapOf<Long, Open>()

    /** Listens to [contacts] and to nobody else. */
    fun listenTo(contacts: List<Contact>) {
        val wanted = contacts.flatMap { contact ->
            contact.pushed().map { (id, address) -> id to (contact to address) }
        }.toMap()
        (open.keys - wanted.keys).forEach { open.remove(it)?.connection?.close() }
        wanted.forEach { (id, whom) -> if (id !in open) open(id, whom.first, whom.second, null, 0) }
    }

    private fun open(id: Long, contact: Contact, address: Address.Ntfy, since: String?, failures: Int) {
        val listening = Open(since, failures)
        open[id] = listening
        listening.connection =
            replies.listen(
                address,
                since,
                { reply, text -> round.thread.post { came(id, listening, contact, reply, text) } },
                { round.thread.post { broke(id, listening, contact, address) } },
            )
    }

    private fun came(id: Long, listening: Open, contact: Contact, reply: String, text: String) {
        if (open[id] !== listening) return
        listening.since = reply
        listening.failures = 0
        heard(contact, text)
    }

    /** Connections break; the next one goes on where this one was. */
    private fun broke(id: Long, listening: Open, contact: Contact, address: Address.Ntfy) {
        if (open[id] !== listening) return
        listening.again = { open(id, contact, address, listening.since, listening.failures + 1) }
        val delayMs = WAITS_MS[listening.failures.coerceIn(WAITS_MS.indices)]
        round.thread.postLater(WorkThread.Kind.LISTEN, delayMs) { open.values.mapNotNull { it.again }.forEach { it() } }
    }

    private fun Contact.pushed(): List<Pair<Long, Address.Ntfy>> =
        addresses.mapNotNull { stored -> (stored.address as? Address.Ntfy)?.let { stored.id to it } }

    private class Open(var since: String?, var failures: Int) {
        var connection: AutoCloseable? = null

        /** Set once the connection broke. */
        var again: (() -> Unit)? = null
    }

    private companion object {
        val WAITS_MS = listOf(1_000L, 5_000L, 15_000L, 60_000L)
    }
}
