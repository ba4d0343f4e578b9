package app.kinguard.family.channel

import android.content.Context
import android.content.SharedPreferences
import org.json.JSONException

/** Stores the [TextMessageAttempt]s that wait for an answer, by key. */
internal class TextMessageAttempts(context: Context) {
    private val preferences: SharedPreferences = context.getSharedPreferences("text_messages", Context.MODE_PRIVATE)

    operator fun get(key: String): TextMessageAttempt? = preferences.getString(key, null)?.let(::read)

    /** Returns only after writing to disk: the process that gets the answer must know the attempt. */
    operator fun set(key: String, attempt: TextMessageAttempt) {
        preferences.edit().putString(key, attempt.write()).commit()
    }

    fun remove(key: String) {
        preferences.edit().remove(key).commit()
    }

    /** Forgets attempts from before [atMs]: no network answers that late, and nobody would care. */
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

    private fun read(written: String): TextMessageAttempt? = try {
        TextMessageAttempt.read(written)
    } catch (_: JSONException) {
        null
    }
}
