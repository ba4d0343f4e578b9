package app.kinguard.relative

/**
 * Returns whether this may be the text of an envelope or of a pairing message. Anybody can write to a topic who has
 * seen its name; what cannot be ours is dropped before it costs anything.
 */
internal fun String.mayBeSealed(): Boolean = length in 4..LONGEST && all { it in ALPHABET }

/** The longest envelope, in docs/family-protocol.md. */
private const val LONGEST = 3_491
private val ALPHABET = (('A'..'Z') + ('a'..'z') + ('0'..'9') + listOf('-', '_')).toSet()
