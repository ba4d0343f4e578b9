package app.kinguard.family.sealed

import android.util.Log
import app.kinguard.store.replaceText
import java.io.File
import java.io.IOException

/**
 * How far the state of each paired device had come, in a small file beside the database. A state that is older than
 * this was rolled back with the database, and would use its counters twice. Thread-safe.
 */
class GenerationFile(private val file: File) {
    private var known: Map<Long, Long>? = null

    /** Returns the latest generation by the id of the device's address. */
    @Synchronized
    fun all(): Map<Long, Long> = known ?: read().also { known = it }

    /** Records that the state of [address] has come to [generation]. Call it after that is stored. */
    @Synchronized
    fun keep(address: Long, generation: Long) = write(all() + (address to maxOf(generation, all()[address] ?: 0)))

    /**
     * Forgets [address]. Call it before a device is stored, because ids may be given again after a backup is restored.
     */
    @Synchronized
    fun forget(address: Long) = write(all() - address)

    private fun read(): Map<Long, Long> = try {
        file.takeIf(File::exists)?.readLines().orEmpty().mapNotNull(::line).toMap()
    } catch (refused: IOException) {
        Log.w(TAG, "no generations: ${refused.javaClass.simpleName}")
        emptyMap()
    }

    private fun line(text: String): Pair<Long, Long>? {
        val numbers = text.split(' ').map(String::toLongOrNull)
        val (address, generation) = numbers.takeIf { it.size == 2 } ?: return null
        return if (address == null || generation == null) null else address to generation
    }

    private fun write(all: Map<Long, Long>) {
        if (all == known) return
        known = all
        try {
            file.replaceText(all.map { (address, generation) -> "$address $generation\n" }.joinToString(""))
        } catch (refused: IOException) {
            // On a full phone an older number stays, which finds less.
            Log.w(TAG, "not kept: ${refused.javaClass.simpleName}")
        }
    }

    private companion object {
        const val TAG = "sealed"
    }
}
