package app.kinguard.family.channel

import app.kinguard.family.Outcome
import app.kinguard.work.NetworkThread
import app.kinguard.work.assertNotMainThread
import java.io.IOException
import java.net.HttpURLConnection
import java.net.MalformedURLException
import java.net.URL
import java.net.URLConnection
import java.util.concurrent.Executor
import java.util.concurrent.RejectedExecutionException
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.ScheduledThreadPoolExecutor
import javax.net.ssl.HttpsURLConnection

/**
 * Sends requests to servers over TLS with the phone's own libraries. Every answer arrives on [executor], never on the
 * caller's thread, and nothing is thrown.
 *
 * Redirects are not followed but returned like any other answer: an alert goes where the family said, or nowhere.
 */
class Https(
    private val executor: Executor,
    private val patience: Patience = Patience(),
    /** Allows plain HTTP to the local computer, for tests. */
    private val plainLoopback: Boolean = false,
    private val nowMs: () -> Long = System::currentTimeMillis,
    /** Ends exchanges that take too long. */
    private val clock: ScheduledExecutorService = watchman(),
    private val open: (URL) -> URLConnection = URL::openConnection,
) {
    /** The time limits of each step. */
    data class Patience(
        val connectMs: Int = 15_000,
        val readMs: Int = 20_000,
        /** Longer than the servers' keepalive interval, which a dead connection misses. */
        val listenMs: Int = 120_000,
        /** For all steps together, or until the answer begins if it is a stream. */
        val wholeMs: Long = 60_000,
    )

    /** A request to a server. */
    data class Call(
        val method: Method,
        val url: String,
        /** JSON, or null if there is no body. */
        val body: String? = null,
        /** An access token, if the server requires one. */
        val token: String? = null,
        /** See [app.kinguard.family.Address.Ntfy.fingerprint]. */
        val fingerprint: String? = null,
    ) {
        /** True if it must not be sent twice. Only a POST has an effect when it is repeated. */
        val onceOnly: Boolean get() = method == Method.POST

        /** Omits the rest, because any part of a call may contain keys. */
        override fun toString(): String = "Call($method)"
    }

    enum class Method { GET, POST, DELETE }

    fun ask(call: Call, answer: (ServerResponse) -> Unit) = begin(answer) { answer(exchange(call)) }

    /**
     * Reads an answer line by line for as long as it lasts, which occupies one of [executor]'s threads. [ended]
     * receives the reason when it ends, unless it was closed from here.
     */
    fun listen(call: Call, line: (String) -> Unit, ended: (Outcome) -> Unit): AutoCloseable {
        val listening = LineStream(executor, line)
        begin({ listening.unlessClosed { ended(it.outcome) } }) {
            val answer = exchange(call, listening)
            listening.unlessClosed {
                ended(
                    if (answer is ServerResponse.Came &&
                        answer.isGood
                    ) {
                        OVER
                    } else {
                        answer.outcome
                    },
                )
            }
        }
        return listening
    }

    /** Turns every failure into an answer, even an error for which Android would end the process. */
    private fun begin(refused: (ServerResponse) -> Unit, work: () -> Unit) {
        try {
            executor.execute { contained(work) { contained({ refused(ServerResponse.Failed(OVER)) }) } }
        } catch (_: RejectedExecutionException) {
            refused(ServerResponse.Failed(OVER))
        }
    }

    private fun contained(act: () -> Unit, otherwise: () -> Unit = {}) = try {
        act()
    } catch (_: Throwable) {
        otherwise()
    }

    @NetworkThread
    private fun exchange(call: Call, listening: LineStream? = null): ServerResponse {
        assertNotMainThread()
        val progress = Progress(call)
        return try {
            ExchangeBounds(clock, patience.wholeMs).use { bounds -> exchange(call, progress, bounds, listening) }
        } catch (failure: Throwable) {
            // Catches everything: the network stacks of phone makers throw unexpected exceptions, which would end the
            // process.
            ServerResponse.Failed(outcomeOf(failure, progress.handedOver))
        }
    }

    private fun exchange(
        call: Call,
        progress: Progress,
        bounds: ExchangeBounds,
        listening: LineStream?,
    ): ServerResponse {
        val connection = prepared(call, if (listening == null) patience.readMs else patience.listenMs)
        listening?.on(connection)
        return try {
            bounds.hold(connection)
            progress.run(connection, bounds, listening)
        } finally {
            connection.disconnect()
        }
    }

    private fun prepared(call: Call, readMs: Int): HttpURLConnection {
        val url = URL(call.url)
        if (!mayAsk(url)) throw MalformedURLException("neither TLS nor this computer")
        val connection = open(url) as HttpURLConnection
        call.fingerprint?.let { (connection as? HttpsURLConnection)?.pin(PinnedCertificate.of(it)) }
        connection.requestMethod = call.method.name
        connection.instanceFollowRedirects = false
        connection.useCaches = false
        connection.connectTimeout = patience.connectMs
        connection.readTimeout = readMs
        // A kept connection may have died unnoticed, and would then lose a message.
        connection.setRequestProperty("Connection", "close")
        call.token?.let { connection.setRequestProperty("Authorization", "Bearer $it") }
        return connection
    }

    private fun mayAsk(url: URL): Boolean = url.userInfo == null && url.host.isNotEmpty() &&
        (url.protocol == "https" || isPlainAllowed(url))

    private fun isPlainAllowed(url: URL): Boolean = plainLoopback && url.protocol == "http" && url.host in LOOPBACK

    private inner class Progress(private val call: Call) {
        /** True if the server may have acted on the request. */
        var handedOver = false
            private set

        fun run(connection: HttpURLConnection, bounds: ExchangeBounds, listening: LineStream?): ServerResponse {
            val body = call.body?.toByteArray()
            if (body != null) {
                if (body.size > LARGEST) throw MalformedURLException("too large")
                connection.doOutput = true
                // If the length is announced, the platform cannot repeat the request by itself.
                connection.setFixedLengthStreamingMode(body.size)
                connection.setRequestProperty("Content-Type", "application/json; charset=utf-8")
            }
            connection.connect()
            if (body != null) connection.outputStream.use { it.write(body) }
            handedOver = call.onceOnly
            val status = connection.responseCode
            if (status < 0) throw IOException("no HTTP")
            handedOver = false
            bounds.headCame()
            // A stream may go on for hours.
            if (listening != null && status < FIRST_ERROR) bounds.close()
            val waitMs = retryAfterMs(connection.getHeaderField("Retry-After"), nowMs())
            val text = connection.text(status, listening)
            return ServerResponse.Came(status, text, waitMs)
        }
    }

    /** Returns as much of the body as arrived. The status is known by then, and is usually enough. */
    private fun HttpURLConnection.text(status: Int, listening: LineStream?): String {
        val stream = (if (status >= FIRST_ERROR) errorStream else inputStream) ?: return ""
        return if (listening != null && status < FIRST_ERROR) {
            listening.read(stream)
            ""
        } else {
            stream.use { BoundedText(LARGEST, patience.readMs.toLong()).read(it) }
        }
    }

    private companion object {
        const val LARGEST = 64 * 1024
        const val FIRST_ERROR = 400
        val LOOPBACK = setOf("127.0.0.1", "localhost", "[::1]")
        val OVER = Outcome.Later(Outcome.Reason.NO_CONNECTION)

        fun watchman(): ScheduledExecutorService = ScheduledThreadPoolExecutor(1) { work ->
            Thread(work, "exchanges").apply { isDaemon = true }
        }.apply { removeOnCancelPolicy = true }
    }
}
