package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.AnswerButton
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.channel.NtfyReplies.Look
import app.kinguard.family.channel.NtfyReplies.Reply
import app.kinguard.family.lifeline.ScheduledMessages.State
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import java.net.HttpURLConnection
import java.net.URL
import java.util.UUID
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/**
 * Runs against the server of these tests. Tests whose names begin with "read back" also run against a real server if
 * `-Dkinguard.ntfy.url=http://127.0.0.1:port` is set: from 2.16 on, without access control, with its cache.
 */
class NtfyTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val threads = Executors.newCachedThreadPool()
    private val open = mutableListOf<AutoCloseable>()
    private val https = Https(threads, Https.Patience(5_000, 5_000, 5_000), plainLoopback = true)
    private val channel = NtfyChannel(https)
    private val replies = NtfyReplies(https)
    private val held = NtfyHeldMessage(https)

    @After
    fun tearDown() {
        open.forEach(AutoCloseable::close)
        threads.shutdownNow()
    }

    @Test
    fun `a danger is published as the server wants it`() {
        val server = server()
        val buttons = listOf(AnswerButton("我来打", "t1"), AnswerButton("是我，没事", "t2"))
        assertEquals(Outcome.Delivered, send(post(answers = buttons), address(server)))
        val asked = server.asked.single()
        assertEquals("POST", asked.method)
        assertEquals("/", asked.path)
        assertEquals(null, asked.header("Authorization"))
        val text = "妈妈的屏幕正被共享，银行已打开。\\n请马上打她的座机。"
        val url = "${server.url}\\/replies".replace("://", ":\\/\\/")
        val sent = """{"topic":"alerts","title":"妈妈可能正在被骗","message":"$text","priority":5,""" +
            """"tags":["rotating_light"],"sequence_id":"danger-7","actions":[""" +
            """{"action":"http","label":"我来打","url":"$url","method":"POST","body":"t1","clear":true},""" +
            """{"action":"http","label":"是我，没事","url":"$url","method":"POST","body":"t2","clear":true}]}"""
        assertEquals(sent, asked.text)
    }

    @Test
    fun `only what must not wait is loudest`() {
        val server = server()
        val priorities = MessageKind.entries.associateWith {
            send(post(it), address(server))
            JSONObject(server.asked.last().text).getInt("priority")
        }
        val urgent = setOf(
            MessageKind.DANGER,
            MessageKind.EARLY,
            MessageKind.WENT_ON,
            MessageKind.UNSEEN,
            MessageKind.MONEY_SENT,
        )
        // The first proves the way that danger takes. For the codes, somebody waits with the phone in hand, who may not
        // belong to the family. After the last, nothing more comes.
        val codes = setOf(
            MessageKind.PIN_CODE,
            MessageKind.CONTACT_CODE,
            MessageKind.CODE_ASKED,
            MessageKind.RESET_ASKED,
            MessageKind.RESET_AGREED,
        )
        val loudest = urgent + MessageKind.TEST + codes + MessageKind.WITHDRAWN
        assertEquals(loudest, priorities.filterValues { it == 5 }.keys)
        assertTrue(priorities.values.all { it in 1..5 })
    }

    @Test
    fun `without answers there are no buttons, and never more than three`() {
        val server = server()
        send(post(), address(server))
        assertFalse(JSONObject(server.asked.last().text).has("actions"))
        send(post(answers = List(4) { AnswerButton("b$it", "t$it") }), address(server))
        assertEquals(3, JSONObject(server.asked.last().text).getJSONArray("actions").length())
    }

    @Test
    fun `a name that is no sequence becomes one, always the same and only its own`() {
        val server = server()
        fun sequence(id: String): String {
            assertEquals(Outcome.Delivered, send(post(id = id), address(server)))
            return JSONObject(server.asked.last().text).getString("sequence_id")
        }
        assertEquals("x".repeat(64), sequence("x".repeat(64)))
        val odd = listOf("x".repeat(65), "危险:7", "a/b", "")
        assertEquals(odd.size, odd.map(::sequence).toSet().size)
        odd.forEach {
            assertTrue(Regex("[0-9a-f]{64}").matches(sequence(it)))
            assertEquals(sequence(it), sequence(it))
        }
    }

    @Test
    fun `the token opens the server and is given to nobody`() {
        val server = server(NtfyServer.Ways(token = "tk_secret"))
        val with = address(server).copy(token = "tk_secret")
        assertEquals(Outcome.Delivered, send(post(answers = listOf(AnswerButton("a", "t1"))), with))
        assertEquals("Bearer tk_secret", server.asked.last().header("Authorization"))
        assertFalse("tk_secret" in server.asked.last().text)
        assertEquals(Outcome.Refused(Reason.SERVER_REFUSES), send(post(), address(server)))
        assertEquals(Look.Found(emptyList()), look(with))
        assertEquals(Look.Failed(Outcome.Refused(Reason.SERVER_REFUSES)), look(address(server)))
        assertEquals(State.Free, release(with))
    }

    @Test
    fun `a server at home is reached by its own certificate`() {
        val server = NtfyServer(certificate = TestCertificate.home).also { open += it }
        val pinned = address(server).copy(fingerprint = TestCertificate.home.fingerprint)
        assertEquals(Outcome.Delivered, send(post(), pinned))
        assertEquals(Look.Found(emptyList()), look(pinned))
        assertEquals(State.Free, release(pinned))
        val wrong = pinned.copy(fingerprint = TestCertificate.other.fingerprint)
        assertEquals(Outcome.Refused(Reason.CERTIFICATE), send(post(), wrong))
        assertEquals(Look.Failed(Outcome.Refused(Reason.CERTIFICATE)), look(wrong))
        assertEquals(State.Failed(Outcome.Refused(Reason.CERTIFICATE)), release(wrong))
        assertEquals(3, server.asked.size)
    }

    @Test
    fun `a topic that is a path asks nobody`() {
        val server = server()
        val malformed = Outcome.Refused(Reason.MALFORMED)
        listOf("a/b", "a?b", "", "../v1", "x".repeat(65), "主题").forEach {
            val address = address(server).copy(alertTopic = it, replyTopic = it)
            assertEquals(malformed, send(post(), address))
            assertEquals(Look.Failed(malformed), look(address))
            assertEquals(State.Failed(malformed), release(address))
            assertEquals(State.Failed(malformed), hold(address, hours(36)))
            assertEquals(malformed, waitFor<Outcome> { take -> replies.listen(address, reply = { }, ended = take) })
        }
        assertEquals(Look.Failed(malformed), look(address(server), "1&poll=0"))
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `nobody there is said by each`() {
        val server = server()
        server.close()
        val gone = Outcome.Later(Reason.NO_CONNECTION)
        assertEquals(gone, send(post(), address(server)))
        assertEquals(Look.Failed(gone), look(address(server)))
        assertEquals(State.Failed(gone), release(address(server)))
        assertEquals(State.Failed(gone), hold(address(server), hours(36)))
    }

    @Test
    fun `only messages on the very topic are replies`() {
        val server = server()
        val heard = Waiting<Reply>()
        val listening = replies.listen(address(server), reply = heard::take, ended = { })
        press(server, "t1")
        assertEquals("t1", heard.next().text)
        listOf(
            """{"id":"k","time":1,"event":"keepalive","topic":"replies"}""",
            """{"id":"k","time":1,"event":"message","topic":"others","message":"t"}""",
            """{"id":"k","time":1,"event":"message_delete","topic":"replies","sequence_id":"s"}""",
            """{"id":"k","event":"message","topic":"replies","message":"no time"}""",
            "no JSON",
            "[]",
        ).forEach { server.say("replies", it) }
        press(server, "t2")
        assertEquals("t2", heard.next().text)
        listening.close()
    }

    @Test
    fun `a connection that ends is told, and nothing is missed by asking from there`() {
        val server = server()
        val heard = Waiting<Reply>()
        val ended = Waiting<Outcome>()
        replies.listen(address(server), reply = heard::take, ended = ended::take)
        press(server, "t1")
        val last = heard.next()
        server.say("replies", "")
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ended.next())
        press(server, "t2")
        replies.listen(address(server), last.id, heard::take, ended::take).use {
            assertEquals("t2", heard.next().text)
        }
    }

    @Test
    fun `an old server is found out before anything is held there`() {
        val server = server(NtfyServer.Ways(old = true))
        assertEquals(State.TooOld, release(address(server)))
        assertEquals(listOf("DELETE"), server.asked.map { it.method })
    }

    @Test
    fun `an old server is found out even if it was not asked first`() {
        val server = server(NtfyServer.Ways(old = true))
        assertEquals(State.TooOld, hold(address(server), hours(36)))
    }

    @Test
    fun `a server that says yes to everything has not said enough`() {
        val server = PushServer { PushServer.Answered.Whole(200, "{}") }.also { open += it }
        val address = Address.Ntfy(server.url, "alerts", "replies", null, null)
        assertEquals(State.TooOld, release(address))
        assertEquals(State.TooOld, hold(address, hours(36)))
    }

    @Test
    fun `a server may not hold it so long, or at all`() {
        val hours = TimeUnit.HOURS.toSeconds(24)
        val short = server(NtfyServer.Ways(longestDelayS = hours))
        assertEquals(State.NotSoLong, hold(address(short), hours(36)))
        assertHeld(20, hold(address(short), hours(20)))
        assertEquals("too short as well", State.NotSoLong, hold(address(short), 9_000))
        assertTrue(hold(address(short), 10_000) is State.Held)
    }

    @Test
    fun `a server without a cache is found out by its own word`() {
        val server = server(NtfyServer.Ways(keepsMessages = false))
        assertEquals(State.Free, release(address(server)))
        assertEquals(State.KeepsNothing, hold(address(server), hours(36)))
        assertEquals("perhaps nobody was listening", Outcome.HandedOn, send(post(), address(server)))
        assertEquals(Outcome.Delivered, send(post(), address(server())))
    }

    @Test
    fun `this phone's clock does not matter to what is held`() {
        val server = server()
        hold(address(server), hours(40))
        assertEquals("144000s", JSONObject(server.asked.last().text).getString("delay"))
    }

    @Test
    fun `a message that a server forgot is missed`() {
        val server = server()
        val untilMs = (hold(address(server), hours(36)) as State.Held).untilMs
        assertEquals(true, isThere(address(server), untilMs))
        send(post(), address(server))
        server.restart()
        assertEquals(false, isThere(address(server), untilMs))
        val closed = server(NtfyServer.Ways(token = "tk_secret"))
        assertEquals("reading is not allowed", null, isThere(address(closed), untilMs))
        val odd = PushServer { PushServer.Answered.Whole(200, "<html>") }.also { open += it }
        assertEquals(null, isThere(Address.Ntfy(odd.url, "alerts", "replies", null, null), untilMs))
    }

    @Test
    fun `a wrong token and none at all mean the same, and the right one may have to wait for both`() {
        val server = server(NtfyServer.Ways(token = "tk_secret"))
        val wrong = address(server).copy(token = "tk_wrong")
        val refused = Outcome.Refused(Reason.SERVER_REFUSES)
        assertEquals(refused, send(post(), address(server)))
        repeat(30) { assertEquals(refused, send(post(), wrong)) }
        val right = address(server).copy(token = "tk_secret")
        assertEquals(Outcome.Later(Reason.SERVER_BUSY), send(post(), right))
        assertEquals(State.Failed(Outcome.Later(Reason.SERVER_BUSY)), hold(right, hours(36)))
    }

    @Test
    fun `an id that is no name is never asked for`() {
        val server = server()
        val heard = Waiting<Reply>()
        replies.listen(address(server), reply = heard::take, ended = { }).use {
            press(server, "t1")
            assertEquals("t1", heard.next().text)
            listOf("a/b", "", "x".repeat(65), "all&poll=1", "主").forEach { id ->
                val line = JSONObject().put("id", id).put("time", 1).put("event", "message")
                server.say("replies", line.put("topic", "replies").put("message", "t").toString())
            }
            press(server, "t2")
            assertEquals("t2", heard.next().text)
        }
    }

    @Test
    fun `a busy server is no old one`() {
        val server = PushServer { PushServer.Answered.Whole(503) }.also { open += it }
        val address = Address.Ntfy(server.url, "alerts", "replies", null, null)
        assertEquals(State.Failed(Outcome.Later(Reason.SERVER_BUSY)), release(address))
        assertEquals(State.Failed(Outcome.Later(Reason.SERVER_BUSY)), hold(address, hours(36)))
    }

    @Test
    fun `read back, a message is what was sent`() = everywhere { address ->
        val sent = post(answers = listOf(AnswerButton("我来打", "t1")))
        assertEquals(Outcome.Delivered, send(sent, address))
        val message = readBack(address).single()
        assertEquals(sent.title, message.getString("title"))
        assertEquals(sent.text, message.getString("message"))
        assertEquals(5, message.getInt("priority"))
        assertEquals("rotating_light", message.getJSONArray("tags").getString(0))
        assertEquals("danger-7", message.getString("sequence_id"))
        val button = message.getJSONArray("actions").objects().single()
        assertEquals("http", button.getString("action"))
        assertEquals("我来打", button.getString("label"))
        assertTrue(button.getBoolean("clear"))
    }

    @Test
    fun `read back, a repeated message is of the same sequence`() = everywhere { address ->
        send(post(), address)
        send(post(text = "again"), address)
        assertEquals(listOf("danger-7", "danger-7"), readBack(address).map { it.getString("sequence_id") })
    }

    @Test
    fun `read back, a pressed button is a reply, and is found once`() = everywhere { address ->
        val buttons = listOf(AnswerButton("我来打", "t1"), AnswerButton("是我", "t2"))
        send(post(answers = buttons), address)
        assertEquals(Look.Found(emptyList()), look(address))
        readBack(address).single().getJSONArray("actions").objects().forEach {
            say(it.getString("method"), it.getString("url"), it.getString("body"))
        }
        val found = (look(address) as Look.Found).replies
        assertEquals(listOf("t1", "t2"), found.map { it.text })
        assertTrue(found.all { System.currentTimeMillis() - it.atMs in -2_000..60_000 })
        assertEquals(listOf("t2"), (look(address, found.first().id) as Look.Found).replies.map { it.text })
        assertEquals(Look.Found(emptyList()), look(address, found.last().id))
    }

    @Test
    fun `read back, a reply is heard the moment it comes`() = everywhere { address ->
        say("POST", "${address.server}/${address.replyTopic}", "t1")
        val heard = Waiting<Reply>()
        replies.listen(address, reply = heard::take, ended = { }).use {
            assertEquals("t1", heard.next().text)
            say("POST", "${address.server}/${address.replyTopic}", "t2")
            assertEquals("t2", heard.next().text)
        }
    }

    @Test
    fun `read back, a held message is one however often it is moved, and gone when released`() = everywhere { address ->
        assertEquals(State.Free, release(address))
        assertHeld(36, hold(address, hours(36)))
        val held = hold(address, hours(48))
        assertHeld(48, held)
        val untilMs = (held as State.Held).untilMs
        assertEquals(true, isThere(address, untilMs))
        val waiting = readBack(address, "&sched=1").filter { it.getString("event") == "message" }
        assertEquals(listOf(TimeUnit.MILLISECONDS.toSeconds(untilMs)), waiting.map { it.getLong("time") })
        assertEquals("silent-1", waiting.single().getString("sequence_id"))
        assertTrue(readBack(address).none { it.getString("event") == "message" })
        assertEquals(State.Free, release(address))
        assertEquals(false, isThere(address, untilMs))
        assertTrue(readBack(address, "&sched=1").none { it.getString("event") == "message" })
    }

    private fun hours(hours: Long): Long = TimeUnit.HOURS.toMillis(hours)

    /** Accurate to a second, because one may pass meanwhile. */
    private fun assertHeld(hours: Long, state: State) {
        val untilMs = (state as State.Held).untilMs - hours(hours)
        assertTrue("$state", System.currentTimeMillis() - untilMs in 0..PASSES_MS)
    }

    private fun server(ways: NtfyServer.Ways = NtfyServer.Ways()) = NtfyServer(ways).also { open += it }

    private fun address(server: NtfyServer) =
        Address.Ntfy(server.url, "alerts", "replies", token = null, fingerprint = null)

    private fun send(post: OutgoingMessage, to: Address.Ntfy): Outcome = waitFor { take ->
        channel.send(post, to, take)
    }

    private fun look(at: Address.Ntfy, since: String = NtfyReplies.ALL): Look =
        waitFor { take -> replies.look(at, since, take) }

    private fun release(at: Address.Ntfy): State = waitFor { take -> held.release("silent-1", at, take) }

    private fun hold(at: Address.Ntfy, delayMs: Long): State {
        val post = post(MessageKind.SILENT, id = "silent-1")
        return waitFor { take -> held.hold(post, at, delayMs, take) }
    }

    private fun isThere(at: Address.Ntfy, untilMs: Long): Boolean? =
        waitFor<Pair<Boolean?, Unit>> { take -> held.look("silent-1", at, untilMs) { take(it to Unit) } }.first

    private fun press(server: NtfyServer, token: String) = say("POST", "${server.url}/replies", token)

    /** Does what the contact's phone does when a button is pressed. */
    private fun say(method: String, url: String, body: String) {
        val connection = URL(url).openConnection() as HttpURLConnection
        connection.requestMethod = method
        connection.doOutput = true
        connection.outputStream.use { it.write(body.toByteArray()) }
        assertEquals(200, connection.responseCode)
    }

    private fun readBack(address: Address.Ntfy, more: String = ""): List<JSONObject> = URL(
        "${address.server}/${address.alertTopic}/json?poll=1$more",
    ).readText().lines().filter(String::isNotEmpty).map(::JSONObject)

    private fun everywhere(test: (Address.Ntfy) -> Unit) {
        val real = RealNtfyServer.named?.takeUnless { it.isSecure }
        listOfNotNull(server().url, real?.url).forEach {
            val name = UUID.randomUUID().toString()
            test(Address.Ntfy(it, "a-$name", "r-$name", token = null, fingerprint = null))
        }
    }

    private companion object {
        const val PASSES_MS = 5_000L
    }
}
