package app.kinguard.family.channel

import app.kinguard.failure.isAllowed
import java.io.FilterInputStream
import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.TimeUnit
import javax.net.ssl.HttpsURLConnection

/**
 * Limits the size of a server's response headers, and the time for the whole exchange. Android itself reads headers of
 * any length, and its timeout starts again with each byte.
 */
internal class ExchangeBounds(clock: ScheduledExecutorService, wholeMs: Long) : AutoCloseable {
    private val lock = Any()
    private var breaks: List<() -> Unit> = emptyList()
    private var isOver = false

    @Volatile
    private var leftInHead = LONGEST_HEAD
    private val watch = clock.schedule(::runOut, wholeMs, TimeUnit.MILLISECONDS)

    /** Applies the limits to [connection]. Call it before connecting. */
    fun hold(connection: HttpURLConnection) {
        if (connection is HttpsURLConnection) {
            connection.sslSocketFactory = BoundedSocketFactory(connection.sslSocketFactory, this)
        }
        onBreak(connection::disconnect)
    }

    /** Calls [act] from another thread when the time is up, to end whatever waits for the server. */
    fun onBreak(act: () -> Unit) {
        val late = synchronized(lock) {
            breaks = breaks + act
            isOver
        }
        if (late) throw IOException("took too long")
    }

    /** Ends the limit on size. The reader of the body has limits of its own. */
    fun headCame() {
        leftInHead = Int.MAX_VALUE
    }

    fun counted(stream: InputStream): InputStream = object : FilterInputStream(stream) {
        override fun read(): Int = super.read().also { if (it >= 0) count(1) }

        override fun read(bytes: ByteArray, offset: Int, length: Int): Int =
            super.read(bytes, offset, length).also { if (it > 0) count(it) }
    }

    override fun close() {
        watch.cancel(false)
    }

    private fun count(bytes: Int) {
        if (leftInHead == Int.MAX_VALUE) return
        leftInHead -= bytes
        if (leftInHead < 0) throw IOException("a head without an end")
    }

    private fun runOut() {
        val all = synchronized(lock) {
            isOver = true
            breaks
        }
        all.forEach { act ->
            // The connection is broken already, and the network stacks of phone makers throw unexpected exceptions.
            isAllowed(act)
        }
    }

    private companion object {
        const val LONGEST_HEAD = 64 * 1024
    }
}
