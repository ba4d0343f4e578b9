package app.kinguard.family.channel

import app.kinguard.family.channel.PushServer.Answered
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.atomic.AtomicInteger

/**
 * The part of an ntfy server that a family uses, by its documentation and the observed answers of servers 2.13 to 2.18:
 * publishing as JSON and as text, buttons, sequences, held messages, polling and streaming, a token.
 */
internal class NtfyServer(private val ways: Ways = Ways(), certificate: TestCertificate? = null) : AutoCloseable {
    data class Ways(
        /** Before 2.16: no sequences. */
        val old: Boolean = false,
        val token: String? = null,
        val longestDelayS: Long = 3 * 24 * 60 * 60,
        /** `cache-duration` above 0. */
        val keepsMessages: Boolean = true,
    )

    /** What a dishonest server does with each text that is left. */
    class Mischief(
        /** Returns whether it hangs up, instead of saying that it has kept the text. */
        val hangsUp: (text: String) -> Boolean = { false },
        /** Returns what it keeps. */
        val kept: (topic: String, text: String) -> List<String>,
    )

    @Volatile
    var mischief: Mischief? = null

    private val messages = CopyOnWriteArrayList<JSONObject>()
    private val listening = ConcurrentHashMap<String, CopyOnWriteArrayList<LinkedBlockingQueue<String>>>()
    private val ids = AtomicInteger()
    private val lost = AtomicInteger()
    private val wrong = AtomicInteger()
    private val server = PushServer(certificate, ::answer)

    val url get() = server.url
    val asked get() = server.asked

    override fun close() = server.close()

    /** Sends a line to listeners that is not a message. */
    fun say(topic: String, line: String) {
        listening.getValue(topic).forEach { it.put(line) }
    }

    /** Accepts the next push, but hangs up without an answer. */
    fun hangUp() {
        lost.incrementAndGet()
    }

    /** Handles one request at a time, so that a message during the start of a subscription is received. */
    @Synchronized
    private fun answer(asked: PushServer.Asked): Answered {
        val path = asked.path.substringBefore('?').trim('/').split('/')
        return when {
            refused(asked) -> error(429, 42909)
            ways.token != null && asked.header("Authorization") != "Bearer ${ways.token}" -> unauthorized(asked)
            asked.method == "POST" && path == listOf("") && lost.getAndUpdate {
                maxOf(0, it - 1)
            } > 0 -> Answered.Nothing
            asked.method == "POST" && path == listOf("") -> publish(asked.text)
            asked.method == "POST" && path.size == 1 -> added(message(path[0], asked.text))
            asked.method == "DELETE" && path.size == 2 && !ways.old -> withdrawn(path[0], path[1])
            asked.method == "GET" && path.size == 2 && path[1] == "json" -> read(path[0], asked.path)
            else -> error(404, 40401)
        }
    }

    private fun left(topic: String, text: String, mischief: Mischief): Answered {
        mischief.kept(topic, text).forEach { added(message(topic, it)) }
        val said = message(topic, text).put("expires", nowS() + CACHE_S)
        return if (mischief.hangsUp(text)) Answered.Nothing else Answered.Whole(200, "$said\n")
    }

    private fun publish(text: String): Answered {
        val given = try {
            JSONObject(text)
        } catch (_: JSONException) {
            return error(400, 40017)
        }
        mischief?.let { return left(given.getString("topic"), given.getString("message"), it) }
        val sequence = given.optString("sequence_id").takeUnless { ways.old }.orEmpty()
        val delay = given.optString("delay").ifEmpty { null }?.let { seconds(it) ?: return error(400, 40004) }
        if (delay != null && delay < 10) return error(400, 40005)
        if (delay != null && delay > ways.longestDelayS) return error(400, 40006)
        val message = message(given.getString("topic"), given.optString("message").ifEmpty { "triggered" })
        listOf("title", "priority", "tags", "actions").forEach { message.putOpt(it, given.opt(it)) }
        if (sequence.isNotEmpty()) {
            message.put("sequence_id", sequence)
            messages.removeAll { it.optString("sequence_id") == sequence && it.getLong("time") > nowS() }
        }
        delay?.let { message.put("time", nowS() + it) }
        return added(message)
    }

    private fun withdrawn(topic: String, sequence: String): Answered {
        messages.removeAll { it.optString("sequence_id") == sequence && it.getLong("time") > nowS() }
        return added(message(topic, "").put("event", "message_delete").put("sequence_id", sequence))
    }

    private fun added(message: JSONObject): Answered {
        if (message.getString("event") == "message") {
            message.put("expires", message.getLong("time") + if (ways.keepsMessages) CACHE_S else 0)
        }
        // Without a cache, nothing would ever release a held message.
        if (ways.keepsMessages) messages += message
        val isDue = message.getLong("time") <= nowS()
        if (isDue) listening[message.getString("topic")]?.forEach { it.put(message.toString()) }
        return Answered.Whole(200, message.toString() + "\n")
    }

    /** Several topics are joined by commas. */
    private fun read(names: String, path: String): Answered {
        val topics = names.split(',')
        val wanted = path.substringAfter('?').split('&').associate { it.substringBefore('=') to it.substringAfter('=') }
        val kept = messages.filter { it.getString("topic") in topics }
        val due = kept.filter { "sched" in wanted || it.getLong("time") <= nowS() }
        val since = wanted["since"] ?: "all"
        val sinceS = since.toLongOrNull()
        val from = when {
            since == "all" -> 0
            sinceS != null -> due.indexOfFirst { it.getLong("time") >= sinceS }.let { if (it < 0) due.size else it }
            else -> due.indexOfFirst { it.getString("id") == since } + 1
        }
        val found = due.drop(from).map(JSONObject::toString)
        if ("poll" in wanted) return Answered.Whole(200, found.joinToString("") { it + "\n" })
        val lines = LinkedBlockingQueue(listOf(message(names, "").put("event", "open").toString()) + found)
        topics.forEach { topic -> listening.getOrPut(topic) { CopyOnWriteArrayList() } += lines }
        return Answered.Lines(200, lines)
    }

    /** Returns the number of seconds until each message held for [topic] is released. */
    fun heldForS(topic: String): List<Long> = messages
        .filter { it.getString("topic") == topic }
        .map { it.getLong("time") - nowS() }
        .filter { it > 0 }

    /** Loses everything that is only in memory. */
    fun restart() = messages.clear()

    /** Reads a delay as this phone writes it. The server also accepts a time, which must be in its future. */
    private fun seconds(delay: String): Long? = Regex("(\\d+)s").matchEntire(delay)?.groupValues?.get(1)?.toLongOrNull()
        ?: delay.toLongOrNull()?.minus(nowS())?.takeIf { it >= 0 }

    /** After this many wrong tokens from one place, the right one is ignored, too. */
    private fun refused(asked: PushServer.Asked) = asked.header("Authorization") != null && wrong.get() >= MOST_WRONG

    /** Forbids access (403) without a token, and rejects a wrong token (401). */
    private fun unauthorized(asked: PushServer.Asked): Answered = if (asked.header("Authorization") == null) {
        error(403, 40301)
    } else {
        error(401, 40101).also { wrong.incrementAndGet() }
    }

    private fun message(topic: String, text: String) = JSONObject()
        .put("id", "m%011d".format(ids.incrementAndGet()))
        .put("time", nowS())
        .put("event", "message")
        .put("topic", topic)
        .put("message", text)

    private fun error(status: Int, code: Int) =
        Answered.Whole(status, JSONObject().put("code", code).put("http", status).put("error", "no").toString())

    private fun nowS() = System.currentTimeMillis() / 1000

    private companion object {
        const val CACHE_S = 12 * 60 * 60
        const val MOST_WRONG = 30
    }
}

internal fun JSONArray.objects(): List<JSONObject> = List(length()) { getJSONObject(it) }
