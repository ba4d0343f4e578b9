package app.kinguard.relative

import app.kinguard.family.Outcome
import app.kinguard.relative.Topics.Received

/** A server that does what a test wants. It answers at once, on the caller's thread. */
internal class ManualTopics(private val nowS: () -> Long) : Topics {
    class Listener(val topics: List<String>, val since: String?, val ear: Topics.Ear)

    /** Everything that was published, in order, also what is withheld. */
    val published = mutableListOf<Received>()

    /** What the server delivers. */
    val kept = mutableListOf<Received>()
    val listeners = mutableListOf<Listener>()
    var looks = 0

    /** What becomes of a publication, an attempt to listen and a look. */
    var outcome: Outcome = Outcome.Delivered

    /** The servers and topics that are refused when several are wanted at once. */
    var refusesSeveral = false

    /** Delivers what was published. */
    var delivers: (Received) -> Boolean = { true }

    override fun publish(server: String, topic: String, text: String, done: (Outcome) -> Unit) {
        val message = Received("m%05d".format(published.size + 1), topic, nowS(), text)
        published += message
        if (outcome == Outcome.Delivered && delivers(message)) deliver(message)
        done(outcome)
    }

    /** Delivers a message, possibly once more. */
    fun deliver(message: Received) {
        if (message !in kept) kept += message
        listeners.toList().filter { message.topic in it.topics }.forEach {
            it.ear.alive()
            it.ear.came(message)
        }
    }

    override fun look(server: String, topics: List<String>, since: String?, done: (List<Received>?) -> Unit) {
        looks += 1
        done(if (outcome == Outcome.Delivered) after(topics, since) else null)
    }

    override fun listen(server: String, topics: List<String>, since: String?, ear: Topics.Ear): AutoCloseable {
        val now = if (refusesSeveral && topics.size > 1) Outcome.Refused(Outcome.Reason.SERVER_REFUSES) else outcome
        if (now != Outcome.Delivered) {
            ear.ended(now)
            return AutoCloseable {}
        }
        val listener = Listener(topics, since, ear)
        listeners += listener
        ear.alive()
        after(topics, since).forEach(ear::came)
        return AutoCloseable { listeners -= listener }
    }

    /** Breaks all connections. */
    fun breaks(why: Outcome = Outcome.Later(Outcome.Reason.NO_CONNECTION)) {
        val all = listeners.toList()
        listeners.clear()
        all.forEach { it.ear.ended(why) }
    }

    /** Sends the line that shows that connections live. */
    fun lives() = listeners.toList().forEach { it.ear.alive() }

    fun textsOf(topic: String) = published.filter { it.topic == topic }.map { it.text }

    private fun after(topics: List<String>, since: String?): List<Received> {
        val due = kept.filter { it.topic in topics }
        val fromS = since?.toLongOrNull()
        if (fromS != null) return due.filter { it.atS >= fromS }
        val at = kept.indexOfFirst { it.id == since }
        return if (at < 0) due else kept.drop(at + 1).filter { it.topic in topics }
    }
}
