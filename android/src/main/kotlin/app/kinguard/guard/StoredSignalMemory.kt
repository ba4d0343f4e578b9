package app.kinguard.guard

import app.kinguard.signals.SignalMemory
import java.util.concurrent.ConcurrentHashMap

/**
 * The memory of the sources, held back until the engine's next state is stored and then stored with it. So a source
 * neither forgets what the engine has not received nor repeats what it has.
 */
class StoredSignalMemory(private val store: GuardStore) : SignalMemory {
    private val pending = ConcurrentHashMap<String, String>()

    override fun read(key: String): String? = pending[key] ?: store.remembered(key)

    override fun write(key: String, value: String) {
        pending[key] = value
    }

    /** Returns the values that are not stored yet. */
    internal fun pending(): Map<String, String> = pending.toMap()

    /** Called once [values] are stored. Values written meanwhile stay. */
    internal fun stored(values: Map<String, String>) = values.forEach { (key, value) -> pending.remove(key, value) }
}
