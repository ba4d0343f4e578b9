package app.kinguard.family.channel

import app.kinguard.family.Outcome
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
 * Asks servers over TLS, with what the phone has. Every answer comes on [executor], never on the caller's thread, and
 * nothing is thrown.
 *
 * A redirect is an answer like any other and is not followed: an alert goes where the family said, or nowhere.
 */
class Https(
    private val executor: Executor,
    private val patience: Patience = Patience(),
    /** Plain HTTP, to this very computer only: for tests. */
    private val plainLoopback: Boolean = false,
    private val nowMs: () -> Long = System::currentTimeMillis,
    /** Ends what takes too long. */
    private val clock: ScheduledExecutorService = watchman(),
    private val open: (URL) -> URLConnection = URL::openConnection,
) {
    /** How long each step may take. */
    data class Patience(
        val connectMs: Int = 15_000,
        val readMs: Int = 20_000,
        /** Longer than the servers' keepalives, of which one is missed when the connection is dead. */
        val listenMs: Int = 120_000,
        /** All steps together, up to the beginning of an answer that is listened to. */
        val wholeMs: Long = 60_000,
    )

    /** A question to a server. */
    data class Call(
        val method: Method,
        val url: String,
        /** JSON, or nothing. */
        val body: String? = null,
        /** An access token, where the server wants one. */
        val token: String? = null,
        /** See [app.kinguard.family.Address.Ntfy.fingerprint]. */
        val fingerprint: String? = null,
    ) {
        /** Only a POST changes something by coming twice. */
        val onceOnly: Boolean get() = method == Method.POST

        /** A call carries keys in all its parts. */
        override fun toString(): String = "Call($method)"
    }

    enum class Method { GET, POST, DELETE }

    fun ask(call: Call, answer: (ServerResponse) -> Unit) = begin(answer) { answer(exchange(call)) }

    /**
     * Reads an answer line by line for as long as it lasts. [ended] says why it did, unless it was closed from here. It
     * occupies one of [executor]'s threads all the while.
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

    /** Whatever a server makes this end with, an error that Android would end the process for included, is an answer. */
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

    private fun exchange(call: Call, listening: LineStream? = null): ServerResponse {
        val progress = Progress(call)
        return try {
            ExchangeBounds(clock, patience.wholeMs).use { bounds -> exchange(call, progress, bounds, listening) }
        } catch (failure: Throwable) {
            // Of whatever kind: makers' network stacks throw what they should not, and it would end the process.
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
        // A kept connection may be dead without anybody's knowing, and then a message is lost to it.
        connection.setRequestProperty("Connection", "close")
        call.token?.let { connection.setRequestProperty("Authorization", "Bearer $it") }
        return connection
    }

    private fun mayAsk(url: URL): Boolean = url.userInfo == null && url.host.isNotEmpty() &&
        (url.protocol == "https" || isPlainAllowed(url))

    private fun isPlainAllowed(url: URL): Boolean = plainLoopback && url.protocol == "http" && url.host in LOOPBACK

    private inner class Progress(private val call: Call) {
        /** From here on the server may have acted on it. */
        var handedOver = false
            private set

        fun run(connection: HttpURLConnection, bounds: ExchangeBounds, listening: LineStream?): ServerResponse {
            val body = call.body?.toByteArray()
            if (body != null) {
                if (body.size > LARGEST) throw MalformedURLException("too large")
                connection.doOutput = true
                // With its length announced the platform cannot send it a second time on its own.
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
            // It may go on for hours.
            if (listening != null && status < FIRST_ERROR) bounds.close()
            val waitMs = retryAfterMs(connection.getHeaderField("Retry-After"), nowMs())
            val text = connection.text(status, listening)
            return ServerResponse.Came(status, text, waitMs)
        }
    }

    /** The answer's text as far as it came: its status is known by now, and most often that is enough. */
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
