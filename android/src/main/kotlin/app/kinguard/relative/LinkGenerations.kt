package app.kinguard.relative

import app.kinguard.failure.unlessRefused
import app.kinguard.store.replaceText
import org.json.JSONObject
import java.io.File

/**
 * What must not be rolled back together with the database: the generation of each link, and whom it belongs to, so that
 * a parent whose keys are lost is still named. A small file beside the database, written after each transaction.
 * Thread-safe.
 */
internal class LinkGenerations(private val file: File) {
    data class Known(val generation: ULong, val name: String, val number: String)

    private val known: MutableMap<Long, Known> by lazy { read() }

    @Synchronized
    fun all(): Map<Long, Known> = known.toMap()

    @Synchronized
    fun of(parent: Long): Known? = known[parent]

    /** @throws java.io.IOException if it cannot be written. */
    @Synchronized
    fun put(parent: Long, of: Known) {
        if (known.put(parent, of) != of) write()
    }

    @Synchronized
    fun remove(parent: Long) {
        if (known.remove(parent) != null) write()
    }

    private fun read(): MutableMap<Long, Known> = unlessRefused {
        val all = if (file.exists()) JSONObject(file.readText()) else JSONObject()
        all.keys().asSequence().associate { id ->
            val one = all.getJSONObject(id)
            id.toLong() to Known(one.getString(GENERATION).toULong(), one.getString(NAME), one.getString(NUMBER))
        }.toMutableMap()
    } ?: mutableMapOf()

    private fun write() {
        val all = JSONObject()
        known.forEach { (id, one) ->
            val each = JSONObject().put(GENERATION, "${one.generation}").put(NAME, one.name).put(NUMBER, one.number)
            all.put("$id", each)
        }
        file.replaceText(all.toString())
    }

    private companion object {
        const val GENERATION = "generation"
        const val NAME = "name"
        const val NUMBER = "number"
    }
}
