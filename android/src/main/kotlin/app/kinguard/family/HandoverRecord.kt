package app.kinguard.family

import android.util.Log
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile

/**
 * What was handed over while the database took nothing, for the next process, which would not know of it and would say the
 * same again without saying that it does.
 *
 * A file of one size, made while there was room and written over in place: that takes no more of it (on file systems that
 * write elsewhere first, from what they keep back for that). What it does not take is at worst said twice, unmarked.
 * Used on the family's thread.
 */
class HandoverRecord(private val file: File, private val isNeeded: () -> Boolean) {
    /** What earlier processes have left; each counts once. */
    private val left by lazy { lines().filter(String::isNotBlank).toMutableList() }
    private var at = 0

    /** While there is room. */
    fun make() = attempt { if (file.length() != SIZE.toLong()) file.writeText(BLANK.repeat(LINES)) }

    /** It is on its way. */
    fun handed(delivery: Delivery, nowMs: Long) {
        if (!isNeeded() || file.length() != SIZE.toLong()) return
        // What is left of earlier ones is read before it is written over.
        left.size
        write(at++ % LINES, "$nowMs ${name(delivery)}")
    }

    /** Whether an earlier process may have handed it over, a short while ago. */
    fun mayHave(delivery: Delivery, nowMs: Long): Boolean {
        val found = left.find { line ->
            val sinceMs = line.substringBefore(' ').toLongOrNull()?.let { nowMs - it }
            line.substringAfter(' ') == name(delivery) && sinceMs != null && sinceMs < HOLDS_MS
        }
        return found?.let(left::remove) ?: false
    }

    /** Once the database takes things again it knows all of it, and what was left here would only mislead. */
    fun tidy() {
        if (at == 0 || isNeeded()) return
        repeat(LINES) { write(it, "") }
        at = 0
    }

    private fun name(delivery: Delivery) = "${delivery.message.kind} ${delivery.address.id}"

    private fun lines(): List<String> =
        attempt { file.takeIf(File::exists)?.readText()?.chunked(BLANK.length)?.map(String::trim) }.orEmpty()

    private fun write(line: Int, text: String) = attempt {
        RandomAccessFile(file, "rw").use { out ->
            out.seek(line.toLong() * BLANK.length)
            out.write(text.padEnd(BLANK.length - 1).plus('\n').toByteArray())
            out.fd.sync()
        }
    }

    private fun <T> attempt(act: () -> T): T? = try {
        act()
    } catch (refused: IOException) {
        Log.w("family", "no slip: ${refused.javaClass.simpleName}")
        null
    }

    private companion object {
        const val LINES = 64

        /** A moment, a kind and a number. */
        val BLANK = " ".repeat(63) + "\n"
        val SIZE = LINES * BLANK.length

        /** The record of use, from which a danger is seen anew, is read no further back than this when a process begins. */
        const val HOLDS_MS = 24 * 3_600_000L
    }
}
