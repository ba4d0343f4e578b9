package app.kinguard.family.channel

import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue

/**
 * A local server that records requests to the byte, and gives the prescribed answers. One answer for each connection.
 */
internal class PushServer(certificate: TestCertificate? = null, private val answer: (Asked) -> Answered) :
    AutoCloseable {
    val asked = CopyOnWriteArrayList<Asked>()

    private val threads = Executors.newCachedThreadPool()
    private val open = CopyOnWriteArrayList<Socket>()
    private val server: ServerSocket = InetAddress.getByName("127.0.0.1").let { here ->
        val factory = certificate?.serverContext?.serverSocketFactory
        factory?.createServerSocket(0, BACKLOG, here) ?: ServerSocket(0, BACKLOG, here)
    }

    val url = "${if (certificate == null) "http" else "https"}://127.0.0.1:${server.localPort}"

    val only: Asked get() = asked.single()

    init {
        threads.execute {
            untilBroken { while (true) server.accept().also { threads.execute { untilBroken { serve(it) } } } }
        }
    }

    override fun close() {
        server.close()
        open.forEach(Socket::close)
        threads.shutdownNow()
    }

    private fun serve(socket: Socket) {
        open += socket
        socket.use {
            val question = read(it.getInputStream()) ?: return
            asked += question
            write(it.getOutputStream(), answer(question))
            it.shutdownOutput()
            // If anything were left unread, closing would reset the connection and lose the answer.
            it.getInputStream().readBytes()
        }
    }

    private fun read(stream: InputStream): Asked? {
        val (method, path) = stream.line().split(' ').takeIf { it.size == 3 } ?: return null
        val head = generateSequence { stream.line().takeIf(String::isNotEmpty) }
        val headers = head.associate { it.substringBefore(':').lowercase() to it.substringAfter(':').trim() }
        return Asked(method, path, headers, stream.readNBytes(headers["content-length"]?.toInt() ?: 0))
    }

    private fun InputStream.line(): String = generateSequence {
        read().takeIf { it >= 0 && it != '\n'.code }
    }.joinToString("") { "${it.toChar()}" }.trimEnd('\r')

    private fun write(stream: OutputStream, reply: Answered) {
        if (reply is Answered.Nothing) return
        val head = reply.headers.map { (name, value) -> "$name: $value\r\n" }.joinToString("")
        stream.write("HTTP/1.1 ${reply.status} So\r\nConnection: close\r\n$head\r\n".toByteArray())
        when (reply) {
            is Answered.Whole -> stream.write(reply.text.toByteArray())
            is Answered.Endless -> while (true) stream.write(reply.text.toByteArray())
            is Answered.Lines -> generateSequence { reply.lines.take().takeIf(String::isNotEmpty) }.forEach { line ->
                stream.write((line + "\n").toByteArray())
                stream.flush()
            }
        }
    }

    private fun untilBroken(work: () -> Unit) = try {
        work()
    } catch (_: IOException) {
        // The other side has closed, or the test is over.
    } catch (_: InterruptedException) {
        // The test is over.
    }

    class Asked(
        val method: String,
        val path: String,
        /** By lower-case name. */
        private val headers: Map<String, String>,
        val bytes: ByteArray,
    ) {
        val text: String by lazy { bytes.toString(Charsets.UTF_8) }

        fun header(name: String): String? = headers[name.lowercase()]
    }

    sealed interface Answered {
        val status: Int
        val headers: Map<String, String>

        data class Whole(
            override val status: Int,
            val text: String = "",
            override val headers: Map<String, String> = emptyMap(),
        ) : Answered

        /** Hangs up. */
        data object Nothing : Answered {
            override val status = -1
            override val headers = emptyMap<String, String>()
        }

        /** Repeats the same text forever. */
        data class Endless(
            override val status: Int,
            val text: String,
            override val headers: Map<String, String> = emptyMap(),
        ) : Answered

        /** Sends the lines as they are added. An empty one ends the answer. */
        data class Lines(
            override val status: Int,
            val lines: LinkedBlockingQueue<String>,
            override val headers: Map<String, String> = emptyMap(),
        ) : Answered
    }

    private companion object {
        const val BACKLOG = 50
    }
}
