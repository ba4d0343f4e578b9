package app.kinguard.guard

import app.kinguard.signals.SignalMemory
import java.util.concurrent.ConcurrentHashMap

/**
 * What the sources remember, held back until the engine's next state is stored and then stored with it: so a source never
 * forgets what the engine did not hear of, nor repeats what it did.
 */
class StoredSignalMemory(private val store: GuardStore) : SignalMemory {
    private val pending = ConcurrentHashMap<String, String>()

    override fun read(key: String): String? = pending[key] ?: store.remembered(key)

    override fun write(key: String, value: String) {
        pending[key] = value
    }

    /** What is not stored yet. */
    internal fun pending(): Map<String, String> = pending.toMap()

    /** To be called once [values] are stored; what was written meanwhile stays. */
    internal fun stored(values: Map<String, String>) = values.forEach { (key, value) -> pending.remove(key, value) }
}
