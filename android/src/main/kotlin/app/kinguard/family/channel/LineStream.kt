package app.kinguard.family.channel

import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.util.concurrent.Executor
import java.util.concurrent.RejectedExecutionException

/**
 * A streamed answer. Passes on lines until it ends or is closed, and none afterwards. Skips lines longer than any that
 * is wanted, because they would return after every reconnect.
 */
internal class LineStream(private val executor: Executor, private val line: (String) -> Unit) : AutoCloseable {
    private val lock = Any()
    private var closed = false
    private var connection: HttpURLConnection? = null

    fun on(connection: HttpURLConnection) = synchronized(lock) {
        if (closed) throw IOException("closed before it began")
        this.connection = connection
    }

    fun read(stream: InputStream) {
        val reader = stream.bufferedReader()
        val one = StringBuilder()
        var length = 0
        while (true) {
            val next = reader.read()
            if (next < 0) return
            if (next == '\n'.code) {
                if (length <= LONGEST && !unlessClosed { line(one.toString()) }) return
                one.setLength(0)
                length = 0
            } else {
                length += 1
                if (length > ENDLESS) throw IOException("a line without an end")
                if (length <= LONGEST) one.append(next.toChar())
            }
        }
    }

    /** Does [work] unless the stream is closed. Returns whether it was done. */
    fun unlessClosed(work: () -> Unit): Boolean = synchronized(lock) {
        if (!closed) work()
        !closed
    }

    /**
     * Takes effect at once, from any thread. Disconnecting is left to another thread, because it may use the network.
     */
    override fun close() {
        val open = synchronized(lock) {
            closed = true
            connection.also { connection = null }
        } ?: return
        try {
            executor.execute(open::disconnect)
        } catch (_: RejectedExecutionException) {
            // Then the reader has ended, too.
        }
    }

    private companion object {
        const val LONGEST = 16 * 1024

        /** Longer than any message of an ntfy server, however it is encoded. */
        const val ENDLESS = 256 * 1024
    }
}
