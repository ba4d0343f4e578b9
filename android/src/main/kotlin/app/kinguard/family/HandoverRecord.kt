package app.kinguard.family

import app.kinguard.failure.unlessRefused
import java.io.File
import java.io.RandomAccessFile

/**
 * A record of the messages handed over while the database could not be written. Without it, the next process would send
 * them again without marking them as repeated.
 *
 * The file has a fixed size, is created while there is space, and is overwritten in place, which takes no more space
 * (on file systems that write elsewhere first, it comes from their reserve). At worst, a message that could not be
 * recorded is sent twice, unmarked. Used on the family's thread.
 */
class HandoverRecord(private val file: File, private val isNeeded: () -> Boolean) {
    /** The entries of earlier processes. Each counts once. */
    private val left by lazy { lines().filter(String::isNotBlank).toMutableList() }
    private var at = 0

    /** Creates the file, while there is space. */
    fun make() = unlessRefused { if (file.length() != SIZE.toLong()) file.writeText(BLANK.repeat(LINES)) }

    /** Records that [delivery] is on its way. */
    fun handed(delivery: Delivery, nowMs: Long) {
        if (!isNeeded() || file.length() != SIZE.toLong()) return
        // Read the entries of earlier processes before they are overwritten.
        left.size
        write(at++ % LINES, "$nowMs ${name(delivery)}")
    }

    /** Returns whether an earlier process may have handed over [delivery] within [HOLDS_MS]. */
    fun mayHave(delivery: Delivery, nowMs: Long): Boolean {
        val found = left.find { line ->
            val sinceMs = line.substringBefore(' ').toLongOrNull()?.let { nowMs - it }
            line.substringAfter(' ') == name(delivery) && sinceMs != null && sinceMs < HOLDS_MS
        }
        return found?.let(left::remove) ?: false
    }

    /**
     * Clears the record once the database can be written again: by then it knows everything, and old entries would
     * mislead.
     */
    fun tidy() {
        if (at == 0 || isNeeded()) return
        repeat(LINES) { write(it, "") }
        at = 0
    }

    private fun name(delivery: Delivery) = "${delivery.message.kind} ${delivery.address.id}"

    private fun lines(): List<String> =
        unlessRefused { file.takeIf(File::exists)?.readText()?.chunked(BLANK.length)?.map(String::trim) }.orEmpty()

    private fun write(line: Int, text: String) = unlessRefused {
        RandomAccessFile(file, "rw").use { out ->
            out.seek(line.toLong() * BLANK.length)
            out.write(text.padEnd(BLANK.length - 1).plus('\n').toByteArray())
            out.fd.sync()
        }
    }

    private companion object {
        const val LINES = 64

        /** A time, a kind and an address id. */
        val BLANK = " ".repeat(63) + "\n"
        val SIZE = LINES * BLANK.length

        /** A new process looks back no further than this in the usage record to detect a danger again. */
        const val HOLDS_MS = 24 * 3_600_000L
    }
}
