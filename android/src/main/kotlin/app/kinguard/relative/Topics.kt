package app.kinguard.relative

import app.kinguard.family.Outcome

/** A server with named topics, which may do to messages whatever it likes. Nothing that comes from it is trusted. */
interface Topics {
    /** Publishes [text]. [done] is called on any thread. */
    fun publish(server: String, topic: String, text: String, done: (Outcome) -> Unit)

    /**
     * Reads once what [topics] have after the message [since], or from a time in seconds on, or everything the server
     * has if it is null. [done] is called on any thread, with null if the server did not answer.
     */
    fun look(server: String, topics: List<String>, since: String?, done: (List<Received>?) -> Unit)

    /** Does the same, and goes on with what follows, until closed. [ear] is called on the network's threads. */
    fun listen(server: String, topics: List<String>, since: String?, ear: Ear): AutoCloseable

    data class Received(
        /** The server's id, which contains nothing that could change an address. */
        val id: String,
        val topic: String,
        /** By the server's clock, in seconds. */
        val atS: Long,
        val text: String,
    )

    interface Ear {
        /** Called for each line, even one that only shows that the connection lives. */
        fun alive()

        fun came(message: Received)

        /** Called when the connection ends, unless it was closed from here. */
        fun ended(outcome: Outcome)
    }
}
