package app.kinguard.signals

/**
 * The little that a source must still know after its process died, so that it can tell news from what it has told. What
 * is written counts from the moment that the events reported before it are safe.
 */
interface SignalMemory {
    fun read(key: String): String?

    fun write(key: String, value: String)
}
