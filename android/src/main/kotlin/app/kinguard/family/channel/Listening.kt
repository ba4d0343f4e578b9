package app.kinguard.family.channel

import java.io.IOException
import java.io.InputStream
import java.net.HttpURLConnection
import java.util.concurrent.Executor
import java.util.concurrent.RejectedExecutionException

/** An answer that goes on: lines are handed on until it ends or is closed, and none after that. */
internal class Listening(private val executor: Executor, private val line: (String) -> Unit) : AutoCloseable {
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
        while (true) {
            val next = reader.read()
            when {
                next < 0 -> return
                next != '\n'.code -> one.append(next.toChar())
                else -> {
                    if (!unlessClosed { line(one.toString()) }) return
                    one.setLength(0)
                }
            }
            if (one.length > LONGEST) throw IOException("a line without an end")
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
    }
}
