package app.kinguard.signals

import android.content.Context

/** The little that a source must still know after its process died, so that it can tell news from what it has told. */
interface SignalMemory {
    fun read(key: String): String?

    fun write(key: String, value: String)
}

/** On a phone. Losing it costs no more than the events of one gap, so it need not share the guard's transactions. */
class PreferencesMemory(context: Context) : SignalMemory {
    private val preferences = context.getSharedPreferences("signals", Context.MODE_PRIVATE)

    override fun read(key: String): String? = preferences.getString(key, null)

    override fun write(key: String, value: String) = preferences.edit().putString(key, value).apply()
}
