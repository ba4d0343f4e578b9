package app.kinguard.family.channel

import android.content.Context
import android.content.SharedPreferences
import org.json.JSONException

/** Keeps [Attempt]s that wait for an answer, by their key. */
internal class AttemptBook(context: Context) {
    private val preferences: SharedPreferences = context.getSharedPreferences("text_messages", Context.MODE_PRIVATE)

    operator fun get(key: String): Attempt? = preferences.getString(key, null)?.let(::read)

    /** Returns only when it is on the disk: what waits for an answer must be known to whoever gets it. */
    operator fun set(key: String, attempt: Attempt) {
        preferences.edit().putString(key, attempt.write()).commit()
    }

    fun remove(key: String) {
        preferences.edit().remove(key).commit()
    }

    /** Forgets what was begun before [atMs]: no network answers that late, and nobody would care. */
    fun forgetBefore(atMs: Long) {
        val old = preferences.all.filterValues { value ->
            (value as? String)?.let(::read).let {
                it == null ||
                    it.atMs < atMs
            }
        }
        if (old.isEmpty()) return
        preferences.edit().apply { old.keys.forEach(::remove) }.apply()
    }

    private fun read(written: String): Attempt? = try {
        Attempt.read(written)
    } catch (_: JSONException) {
        null
    }
}
