package app.kinguard.signals

/**
 * What a system service answers, or null when it refuses or breaks. Makers' services throw what no documentation
 * names, and a source that falls over would take the others with it; what it costs shows in the source's state.
 */
internal inline fun <T> orNull(ask: () -> T): T? = try {
    ask()
} catch (_: RuntimeException) {
    null
}
