package app.kinguard.signals

/**
 * The little that a source must still know after its process died, so that it can tell news from what it has reported.
 * A written value counts once the events reported before it are stored.
 */
interface SignalMemory {
    fun read(key: String): String?

    fun write(key: String, value: String)
}
