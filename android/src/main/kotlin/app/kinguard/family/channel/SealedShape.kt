package app.kinguard.family.channel

/**
 * Returns whether this may be the text of an envelope or of a pairing message. Anybody can write to a topic who has
 * seen its name; what cannot be ours is dropped before it costs anything.
 */
internal fun String.mayBeSealed(): Boolean = length in SEALED_LENGTHS && all { it in BASE64URL }

/** From a proof of 34 bytes to an envelope of 2,618, as text; in docs/family-protocol.md. */
private val SEALED_LENGTHS = 46..3_491
private val BASE64URL = (('A'..'Z') + ('a'..'z') + ('0'..'9') + listOf('-', '_')).toSet()
