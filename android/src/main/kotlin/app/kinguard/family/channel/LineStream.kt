package app.kinguard.family.channel

import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.util.concurrent.Executor
import java.util.concurrent.RejectedExecutionException

/**
 * An answer that goes on: lines are handed on until it ends or is closed, and none after that. One that is longer than any
 * that is wanted is left out, for it would come again after every new beginning.
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

    /** Whether it was done. */
    fun unlessClosed(work: () -> Unit): Boolean = synchronized(lock) {
        if (!closed) work()
        !closed
    }

    /** At once, from any thread: breaking the connection is left to another, for it may touch the network. */
    override fun close() {
        val open = synchronized(lock) {
            closed = true
            connection.also { connection = null }
        } ?: return
        try {
            executor.execute(open::disconnect)
        } catch (_: RejectedExecutionException) {
            // Then its reader is gone too.
        }
    }

    private companion object {
        const val LONGEST = 16 * 1024

        /** No message of an ntfy server is as long, however it is written. */
        const val ENDLESS = 256 * 1024
    }
}
