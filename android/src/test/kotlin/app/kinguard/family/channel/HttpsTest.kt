package app.kinguard.family.channel

import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.channel.PushServer.Answered
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import java.io.IOException
import java.io.OutputStream
import java.net.ConnectException
import java.net.HttpURLConnection
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.SocketTimeoutException
import java.net.URL
import java.net.UnknownHostException
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.TimeUnit
import javax.net.ssl.HttpsURLConnection
import kotlin.concurrent.thread

class HttpsTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val threads = Executors.newCachedThreadPool()
    private val open = mutableListOf<AutoCloseable>()
    private val patience = Https.Patience(connectMs = 5_000, readMs = 5_000, listenMs = 5_000)
    private val https = Https(threads, patience, plainLoopback = true, nowMs = { NOW })

    @After
    fun tearDown() {
        open.forEach(AutoCloseable::close)
        threads.shutdownNow()
    }

    @Test
    fun `what is asked arrives to the byte, and not from the caller's thread`() {
        val server = server { Answered.Whole(200, "taken") }
        var on: Thread? = null
        val answer = waitFor<ServerResponse> { take ->
            https.ask(Https.Call(Https.Method.POST, "${server.url}/a?b=c", """{"文":"😀"}""", token = "tk_1")) {
                on = Thread.currentThread()
                take(it)
            }
        }
        assertEquals(ServerResponse.Came(200, "taken"), answer)
        assertNotEquals(Thread.currentThread(), on)
        assertEquals("POST", server.only.method)
        assertEquals("/a?b=c", server.only.path)
        assertEquals("""{"文":"😀"}""", server.only.text)
        assertEquals("application/json; charset=utf-8", server.only.header("Content-Type"))
        assertEquals("14", server.only.header("Content-Length"))
        assertEquals("Bearer tk_1", server.only.header("Authorization"))
        assertEquals("close", server.only.header("Connection"))
    }

    @Test
    fun `without a token none is sent`() {
        val server = server { Answered.Whole(200) }
        ask(Https.Call(Https.Method.GET, server.url))
        assertEquals(null, server.only.header("Authorization"))
        assertEquals("GET", server.only.method)
        assertEquals(0, server.only.bytes.size)
    }

    @Test
    fun `each status means one thing`() {
        val busy = Outcome.Later(Reason.SERVER_BUSY)
        val malformed = Outcome.Refused(Reason.MALFORMED)
        val refused = Outcome.Refused(Reason.SERVER_REFUSES)
        val meanings =
            mapOf(
                200 to Outcome.Delivered, 201 to Outcome.Delivered, 204 to Outcome.Delivered, 299 to Outcome.Delivered,
                300 to refused, 304 to refused, 307 to refused,
                400 to malformed, 413 to malformed, 422 to malformed,
                401 to refused, 403 to refused, 404 to refused, 405 to refused, 410 to refused,
                408 to busy, 425 to busy, 429 to busy,
                500 to busy, 502 to busy, 503 to busy, 507 to busy, 599 to busy,
            )
        meanings.forEach { (status, meaning) ->
            val server = server { Answered.Whole(status) }
            assertEquals("$status", meaning, outcome(server.url))
        }
    }

    @Test
    fun `a busy server says when`() {
        fun after(header: String) =
            server { Answered.Whole(429, headers = mapOf("Retry-After" to header)) }.let { outcome(it.url) }
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, 120_000), after("120"))
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, 0), after("-5"))
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, DAY), after("999999999999999999"))
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, 60_000), after("Tue, 14 Nov 2023 22:14:20 GMT"))
        assertEquals(Outcome.Later(Reason.SERVER_BUSY, 0), after("Tue, 14 Nov 2023 22:12:20 GMT"))
        assertEquals(Outcome.Later(Reason.SERVER_BUSY), after("soon"))
    }

    @Test
    fun `a redirect is not followed, least of all out of TLS`() {
        val elsewhere = server { Answered.Whole(200) }
        val server = server(TestCertificate.home) { Answered.Whole(302, headers = mapOf("Location" to elsewhere.url)) }
        val call = Https.Call(Https.Method.POST, server.url, "{}", fingerprint = TestCertificate.home.fingerprint)
        assertEquals(Outcome.Refused(Reason.SERVER_REFUSES), ask(call).outcome)
        val plain = server { Answered.Whole(302, headers = mapOf("Location" to elsewhere.url)) }
        val look = Https.Call(Https.Method.GET, plain.url, token = "tk_1")
        assertEquals(Outcome.Refused(Reason.SERVER_REFUSES), ask(look).outcome)
        assertTrue(elsewhere.asked.isEmpty())
    }

    @Test
    fun `an answer without an end is read up to a bound`() {
        val server = server { Answered.Endless(200, "0123456789") }
        val answer = ask(Https.Call(Https.Method.GET, server.url)) as ServerResponse.Came
        assertEquals(64 * 1024, answer.text.length)
    }

    @Test
    fun `an answer that drips is not waited for`() {
        val lines = LinkedBlockingQueue(listOf("one"))
        val server = server { Answered.Lines(200, lines) }
        val hasty = Https(threads, Https.Patience(5_000, 300, 300), plainLoopback = true)
        assertEquals(
            ServerResponse.Came(200, "one\n"),
            waitFor { take -> hasty.ask(Https.Call(Https.Method.GET, server.url), take) },
        )
    }

    @Test
    fun `too much is not sent`() {
        val server = server { Answered.Whole(200) }
        val most = 64 * 1024
        assertEquals(Outcome.Delivered, ask(Https.Call(Https.Method.POST, server.url, "x".repeat(most))).outcome)
        val more = Https.Call(Https.Method.POST, server.url, "x".repeat(most + 1))
        assertEquals(Outcome.Refused(Reason.MALFORMED), ask(more).outcome)
        assertEquals(1, server.asked.size)
    }

    @Test
    fun `plain HTTP is for tests on this computer alone`() {
        val server = server { Answered.Whole(200) }
        val strict = Https(threads, patience)
        val call = Https.Call(Https.Method.POST, server.url, "{}")
        val malformed = Outcome.Refused(Reason.MALFORMED)
        assertEquals(malformed, waitFor<ServerResponse> { take -> strict.ask(call, take) }.outcome)
        listOf(
            "http://example.org/",
            "http://127.0.0.1.example.org/",
            "ftp://127.0.0.1/",
            "file:///etc/hosts",
            "",
            "ntfy",
        )
            .forEach { assertEquals(it, malformed, outcome(it)) }
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `an address that carries a name and password is none`() {
        val server = server { Answered.Whole(200) }
        assertEquals(Outcome.Refused(Reason.MALFORMED), outcome(server.url.replace("://", "://me:secret@")))
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `a token that would add a header is refused`() {
        val server = server { Answered.Whole(200) }
        val call = Https.Call(Https.Method.POST, server.url, "{}", token = "a\r\nX-Other: b")
        assertEquals(Outcome.Refused(Reason.MALFORMED), ask(call).outcome)
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `a call says nothing of what it carries`() {
        val call = Https.Call(Https.Method.POST, "https://h/secret", "text", "token", "fingerprint")
        assertEquals("Call(POST)", call.toString())
    }

    @Test
    fun `the certificate of the pairing code is trusted, whatever name and dates are in it`() {
        listOf(TestCertificate.home, TestCertificate.expired).forEach { certificate ->
            val server = server(certificate) { Answered.Whole(200) }
            val call = Https.Call(Https.Method.POST, server.url, "{}", fingerprint = certificate.fingerprint)
            assertEquals(Outcome.Delivered, ask(call).outcome)
            assertEquals("{}", server.only.text)
        }
    }

    @Test
    fun `a fingerprint may be written in more than one way`() {
        val server = server(TestCertificate.home) { Answered.Whole(200) }
        val written = TestCertificate.home.fingerprint.uppercase().chunked(2).joinToString(":")
        val call = Https.Call(Https.Method.POST, server.url, "{}", fingerprint = written)
        assertEquals(Outcome.Delivered, ask(call).outcome)
    }

    @Test
    fun `another certificate is refused for good, and so is what is no fingerprint`() {
        val server = server(TestCertificate.home) { Answered.Whole(200) }
        val wrong = TestCertificate.other.fingerprint
        listOf(wrong, wrong.drop(1), "", "g".repeat(64)).forEach {
            val call = Https.Call(Https.Method.POST, server.url, "{}", fingerprint = it)
            assertEquals(it, Outcome.Refused(Reason.CERTIFICATE), ask(call).outcome)
        }
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `a pinned certificate does not let in those that the phone trusts`() {
        val server = server(TestCertificate.local) { Answered.Whole(200) }
        val call = Https.Call(Https.Method.POST, server.url, "{}", fingerprint = TestCertificate.other.fingerprint)
        assertEquals(Outcome.Refused(Reason.CERTIFICATE), ask(call, trusting(TestCertificate.local)).outcome)
    }

    @Test
    fun `without a pin the phone decides whom to trust`() {
        val known = server(TestCertificate.local) { Answered.Whole(200) }
        val call = Https.Call(Https.Method.POST, known.url, "{}")
        assertEquals(Outcome.Refused(Reason.CERTIFICATE), ask(call).outcome)
        assertTrue(known.asked.isEmpty())
        assertEquals(Outcome.Delivered, ask(call, trusting(TestCertificate.local)).outcome)
    }

    @Test
    fun `without a pin the name must be right`() {
        val server = server(TestCertificate.home) { Answered.Whole(200) }
        val call = Https.Call(Https.Method.POST, server.url, "{}")
        // Only the JDK by itself reports the certificate as the cause; with Android's checks there is only a failed
        // handshake.
        val outcomes = setOf(Outcome.Refused(Reason.CERTIFICATE), Outcome.Later(Reason.NO_CONNECTION))
        assertTrue(ask(call, trusting(TestCertificate.home)).outcome in outcomes)
        assertTrue(server.asked.isEmpty())
    }

    @Test
    fun `a handshake that breaks off is tried again`() {
        val talk = listOf<
            (
                Socket,
            ) -> Unit,
            >({ }, { it.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".toByteArray()) })
        talk.forEach {
            val port = raw(talk = it)
            val call = Https.Call(Https.Method.POST, "https://127.0.0.1:$port/", "{}")
            assertEquals(Outcome.Later(Reason.NO_CONNECTION), ask(call).outcome)
        }
    }

    @Test
    fun `nobody there is tried again`() {
        val port = ServerSocket(0).use { it.localPort }
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), outcome("http://127.0.0.1:$port/"))
    }

    @Test
    fun `what breaks before the message is out is tried again`() {
        listOf(
            Breaking(connecting = UnknownHostException("h")),
            Breaking(connecting = ConnectException("refused")),
            Breaking(connecting = SocketTimeoutException("slow")),
            Breaking(writing = IOException("reset")),
            Breaking(connecting = IllegalStateException("a maker's own")),
        ).forEach { assertEquals(Outcome.Later(Reason.NO_CONNECTION), outcome(it)) }
    }

    @Test
    fun `without the permission for it there is no network`() {
        assertEquals(Outcome.Refused(Reason.NO_PERMISSION), outcome(Breaking(connecting = SecurityException("denied"))))
    }

    @Test
    fun `what breaks after the message is out is unknown`() {
        val broken = Outcome.Unknown(Reason.BROKE_OFF)
        assertEquals(broken, outcome(Breaking(answering = SocketTimeoutException("slow"))))
        assertEquals(broken, outcome(Breaking(answering = IllegalStateException("a maker's own"))))
        val port = raw { it.readRequest() }
        assertEquals(broken, outcome("http://127.0.0.1:$port/"))
    }

    @Test
    fun `a message that broke off is not sent again behind our back`() {
        val server = server { Answered.Nothing }
        assertEquals(Outcome.Unknown(Reason.BROKE_OFF), outcome(server.url))
        assertEquals(1, server.asked.size)
    }

    @Test
    fun `a server that takes the message and says nothing leaves it unknown`() {
        val port = raw(hangsUp = false) { it.readRequest() }
        val hasty = Https(threads, Https.Patience(5_000, 300, 300), plainLoopback = true)
        val call = Https.Call(Https.Method.POST, "http://127.0.0.1:$port/", "{}")
        assertEquals(
            Outcome.Unknown(Reason.BROKE_OFF),
            waitFor<ServerResponse> { take ->
                hasty.ask(call, take)
            }.outcome,
        )
    }

    @Test
    fun `a question that changes nothing may break off anywhere`() {
        val port = raw { it.readRequest() }
        val call = Https.Call(Https.Method.GET, "http://127.0.0.1:$port/")
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ask(call).outcome)
    }

    @Test
    fun `an answer that breaks off has been given`() {
        val port = raw {
            it.readRequest()
            it.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".toByteArray())
        }
        val call = Https.Call(Https.Method.POST, "http://127.0.0.1:$port/", "{}")
        assertEquals(ServerResponse.Came(200, "half"), ask(call))
    }

    @Test
    fun `nothing is lost without a word when nobody works any more`() {
        val closed = Https(Executor { throw RejectedExecutionException() })
        val call = Https.Call(Https.Method.POST, "https://127.0.0.1/", "{}")
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), waitFor<ServerResponse> { closed.ask(call, it) }.outcome)
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), waitFor<Outcome> { closed.listen(call, { }, it) })
    }

    @Test
    fun `listening hands on lines as they come and says when it is over`() {
        val lines = LinkedBlockingQueue<String>()
        val server = server { Answered.Lines(200, lines) }
        val heard = Waiting<String>()
        val ended = Waiting<Outcome>()
        https.listen(Https.Call(Https.Method.GET, server.url), heard::take, ended::take)
        lines.put("one")
        assertEquals("one", heard.next())
        lines.put("二")
        assertEquals("二", heard.next())
        ended.assertNothingLeft()
        lines.put("")
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ended.next())
    }

    @Test
    fun `listening that is refused says so`() {
        val server = server { Answered.Whole(403) }
        val ended = waitFor<Outcome> { https.listen(Https.Call(Https.Method.GET, server.url), { }, it) }
        assertEquals(Outcome.Refused(Reason.SERVER_REFUSES), ended)
    }

    @Test
    fun `nothing is heard after closing, not even the end`() {
        val lines = LinkedBlockingQueue<String>()
        val server = server { Answered.Lines(200, lines) }
        val heard = Waiting<String>()
        val ended = Waiting<Outcome>()
        val listening = https.listen(Https.Call(Https.Method.GET, server.url), heard::take, ended::take)
        lines.put("one")
        assertEquals("one", heard.next())
        listening.close()
        lines.put("two")
        lines.put("")
        threads.shutdown()
        assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS))
        heard.assertNothingLeft()
        ended.assertNothingLeft()
    }

    @Test
    fun `a line without an end ends it`() {
        val server = server { Answered.Endless(200, "0123456789") }
        val ended = waitFor<Outcome> { https.listen(Https.Call(Https.Method.GET, server.url), { }, it) }
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ended)
    }

    @Test
    fun `a line longer than any answer is left out, and what follows is heard`() {
        val lines = LinkedBlockingQueue(listOf("x".repeat(24_704), "after"))
        val server = server { Answered.Lines(200, lines) }
        val heard = Waiting<String>()
        https.listen(Https.Call(Https.Method.GET, server.url), heard::take, { }).use {
            assertEquals("after", heard.next())
            lines.put("x".repeat(16 * 1024))
            assertEquals("the longest", 16 * 1024, heard.next().length)
            lines.put("x".repeat(16 * 1024 + 1))
            lines.put("last")
            assertEquals("last", heard.next())
        }
    }

    @Test
    fun `a head without an end is given up`() {
        fun head(kilobytes: Int): ServerResponse {
            val headers = List(kilobytes) { "X-$it" to "x".repeat(1_000) }.toMap()
            val server = server(TestCertificate.home) { Answered.Whole(200, "body", headers) }
            return ask(Https.Call(Https.Method.GET, server.url, fingerprint = TestCertificate.home.fingerprint))
        }
        assertEquals(ServerResponse.Came(200, "body"), head(60))
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), head(100).outcome)
    }

    @Test
    fun `a body may be longer than a head`() {
        val server = server(TestCertificate.home) { Answered.Endless(200, "0123456789") }
        val answer = ask(Https.Call(Https.Method.GET, server.url, fingerprint = TestCertificate.home.fingerprint))
        assertEquals(64 * 1024, (answer as ServerResponse.Came).text.length)
    }

    @Test
    fun `a head that drips is not waited for`() {
        val port = raw { socket -> drip(socket, "HTTP/1.1 200 OK\r\nX-Drip: ") }
        val hasty = Https(threads, patience.copy(wholeMs = 400), plainLoopback = true)
        val call = Https.Call(Https.Method.GET, "http://127.0.0.1:$port/")
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ask(call, hasty).outcome)
        val ended =
            waitFor<Outcome> { hasty.listen(call.copy(url = "http://127.0.0.1:${raw { drip(it, "HTTP") }}/"), { }, it) }
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ended)
    }

    @Test
    fun `a handshake that drips is not waited for`() {
        // The beginning of a record of 16,000 bytes.
        val port = raw { socket -> drip(socket, "\u0016\u0003\u0003\u003E\u0000") }
        val hasty = Https(threads, patience.copy(wholeMs = 400))
        val call = Https.Call(Https.Method.POST, "https://127.0.0.1:$port/", "{}", fingerprint = "ab".repeat(32))
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ask(call, hasty).outcome)
    }

    @Test
    fun `what is listened to may last longer than any exchange`() {
        val lines = LinkedBlockingQueue<String>()
        val server = server { Answered.Lines(200, lines) }
        val hasty = Https(threads, patience.copy(wholeMs = 300), plainLoopback = true)
        val heard = Waiting<String>()
        hasty.listen(Https.Call(Https.Method.GET, server.url), heard::take, { }).use {
            lines.put("one")
            assertEquals("one", heard.next())
            Thread.sleep(600)
            lines.put("two")
            assertEquals("two", heard.next())
        }
    }

    @Test
    fun `an error that would end the process is an answer`() {
        val errors = listOf(StackOverflowError(), OutOfMemoryError(), NoClassDefFoundError())
        errors.forEach { error ->
            val broken = Https(threads, patience, open = { throw error })
            val call = Https.Call(Https.Method.POST, "https://h/", "{}")
            assertEquals(Outcome.Later(Reason.NO_CONNECTION), ask(call, broken).outcome)
            assertEquals(Outcome.Later(Reason.NO_CONNECTION), waitFor<Outcome> { broken.listen(call, { }, it) })
        }
    }

    @Test
    fun `so is one of whoever reads the answer`() {
        val server = server { Answered.Whole(200, "deep") }
        val call = Https.Call(Https.Method.POST, server.url, "{}")
        val answer = waitFor<ServerResponse> { take ->
            https.ask(call) { if (it is ServerResponse.Came) throw StackOverflowError() else take(it) }
        }
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), answer.outcome)
        val lines = LinkedBlockingQueue(listOf("deep"))
        val talking = server { Answered.Lines(200, lines) }
        val ended = waitFor<Outcome> { take ->
            https.listen(Https.Call(Https.Method.GET, talking.url), { throw StackOverflowError() }, take)
        }
        assertEquals(Outcome.Later(Reason.NO_CONNECTION), ended)
    }

    /** Sends one byte after the other for as long as the client reads. */
    private fun drip(socket: Socket, beginning: String) {
        val out = socket.getOutputStream()
        out.write(beginning.toByteArray(Charsets.ISO_8859_1))
        try {
            while (true) {
                out.write('x'.code)
                out.flush()
                Thread.sleep(50)
            }
        } catch (_: IOException) {
            // The client has stopped reading.
        }
    }

    private fun server(certificate: TestCertificate? = null, answer: (PushServer.Asked) -> Answered) =
        PushServer(certificate, answer).also { open += it }

    private fun ask(call: Https.Call, by: Https = https): ServerResponse = waitFor { take -> by.ask(call, take) }

    private fun outcome(url: String): Outcome = ask(Https.Call(Https.Method.POST, url, "{}")).outcome

    private fun outcome(connection: HttpURLConnection): Outcome {
        val by = Https(threads, patience, open = { connection })
        return ask(Https.Call(Https.Method.POST, "https://h/", "{}"), by).outcome
    }

    private fun trusting(certificate: TestCertificate) = Https(threads, patience, open = { url ->
        (url.openConnection() as HttpsURLConnection).apply { sslSocketFactory = certificate.trusting() }
    })

    /** Starts a server that handles its client with [talk]. */
    private fun raw(hangsUp: Boolean = true, talk: (Socket) -> Unit): Int {
        val listening = ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")).also { open += it }
        thread(isDaemon = true) {
            val socket = listening.accept()
            open += socket
            talk(socket)
            if (hangsUp && !socket.isClosed) socket.shutdownOutput()
        }
        return listening.localPort
    }

    private fun Socket.readRequest() {
        val reader = getInputStream().bufferedReader()
        val head = generateSequence { reader.readLine()?.ifEmpty { null } }.toList()
        val length = head.firstOrNull { it.startsWith("Content-Length", true) }?.substringAfter(": ")?.toInt() ?: 0
        repeat(length) { reader.read() }
    }

    private class Breaking(
        private val connecting: Exception? = null,
        private val writing: Exception? = null,
        private val answering: Exception? = null,
    ) : HttpURLConnection(URL("https://h/")) {
        override fun connect() {
            connecting?.let { throw it }
        }

        override fun getOutputStream() = object : OutputStream() {
            override fun write(byte: Int) {
                writing?.let { throw it }
            }
        }

        override fun getResponseCode(): Int = throw checkNotNull(answering)

        override fun disconnect() = Unit

        override fun usingProxy() = false
    }

    private companion object {
        /** Tue, 14 Nov 2023 22:13:20 GMT. */
        const val NOW = 1_700_000_000_000L
        const val DAY = 24 * 60 * 60 * 1000L
    }
}
