package app.kinguard.relative

import app.kinguard.family.Outcome
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.NtfyCalls
import app.kinguard.family.channel.NtfyMessage
import app.kinguard.family.channel.ServerResponse
import app.kinguard.relative.Topics.Ear
import app.kinguard.relative.Topics.Received
import org.json.JSONObject

/**
 * Topics of an ntfy server. It takes several in one connection: https://docs.ntfy.sh/subscribe/api/ . Nothing has a
 * token: the code that the parent's phone shows has no place for one.
 */
internal class NtfyTopics(private val https: Https) : Topics {
    override fun publish(server: String, topic: String, text: String, done: (Outcome) -> Unit) {
        val body = JSONObject().put("topic", topic).put("message", text).toString()
        https.ask(Https.Call(Https.Method.POST, "$server/", body)) { done(it.outcome) }
    }

    override fun look(server: String, topics: List<String>, since: String?, done: (List<Received>?) -> Unit) {
        https.ask(call(server, topics, "poll=1&", since)) { answer ->
            val whole = (answer as? ServerResponse.Came)?.takeIf { it.isGood }
            done(whole?.text?.lineSequence()?.mapNotNull { received(it, topics) }?.toList())
        }
    }

    override fun listen(server: String, topics: List<String>, since: String?, ear: Ear): AutoCloseable = https.listen(
        call(server, topics, "", since),
        { line ->
            ear.alive()
            received(line, topics)?.let(ear::came)
        },
        ear::ended,
    )

    private fun call(server: String, topics: List<String>, poll: String, since: String?): Https.Call {
        require(topics.all(NtfyCalls::isName) && since?.let(NtfyCalls::isName) != false) { "no names" }
        val url = "$server/${topics.joinToString(",")}/json?${poll}since=${since ?: "all"}"
        return Https.Call(Https.Method.GET, url)
    }

    private fun received(line: String, topics: List<String>): Received? = NtfyMessage.read(line)
        ?.takeIf { it.event == NtfyMessage.MESSAGE && it.topic in topics && NtfyCalls.isName(it.id) }
        ?.run { Received(id, topic, time, message) }
}
