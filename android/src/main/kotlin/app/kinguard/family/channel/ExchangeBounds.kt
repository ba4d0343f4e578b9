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
 * How much a server may say before its answer begins, and how long all of it may take. Android reads the head of an answer
 * to its end, however long that is, and waits for each byte anew.
 */
internal class ExchangeBounds(clock: ScheduledExecutorService, wholeMs: Long) : AutoCloseable {
    private val lock = Any()
    private var breaks: List<() -> Unit> = emptyList()
    private var isOver = false

    @Volatile
    private var leftInHead = LONGEST_HEAD
    private val watch = clock.schedule(::runOut, wholeMs, TimeUnit.MILLISECONDS)

    /** To be called before it connects. */
    fun hold(connection: HttpURLConnection) {
        if (connection is HttpsURLConnection) {
            connection.sslSocketFactory = BoundedSocketFactory(connection.sslSocketFactory, this)
        }
        onBreak(connection::disconnect)
    }

    /** [act] ends what waits for the server, from another thread. */
    fun onBreak(act: () -> Unit) {
        val late = synchronized(lock) {
            breaks = breaks + act
            isOver
        }
        if (late) throw IOException("took too long")
    }

    /** What follows is bounded by whoever reads it. */
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
            // It is broken already, and makers' network stacks throw what they should not.
            isAllowed(act)
        }
    }

    private companion object {
        const val LONGEST_HEAD = 64 * 1024
    }
}
