package app.kinguard.family.channel

/**
 * One service that takes a message by a single HTTPS POST, in data. In the templates `{title}`, `{text}` and `{id}` stand
 * for those of the message and any other name in braces for a [Field].
 */
data class WebhookPreset(
    val id: String,
    /** Where the service says all this. */
    val page: String,
    /** What the child is asked for. */
    val fields: List<Field>,
    val url: String,
    /** JSON. */
    val body: String,
    /** For what must not wait, where the service can be louder. */
    val urgentBody: String = body,
    val verdict: Verdict,
    /** Longer ones are refused there. */
    val longestTitle: Int = Int.MAX_VALUE,
) {
    /** The values as they are used, or null if one of them is none. */
    fun read(values: Map<String, String>): Map<String, String>? {
        val read = fields.map { it.name to (it.read(values[it.name].orEmpty()) ?: return null) }
        return read.toMap()
    }

    /** Something that the child copies out of the service. */
    data class Field(
        val name: String,
        /** What it looks like, its host included where there is but one; the first group is what counts. */
        val pattern: Regex,
    ) {
        /** What counts of [text], or null if it cannot be this. */
        fun read(text: String): String? = pattern.matchEntire(text.trim())?.groupValues?.get(1)
    }

    /** How the service says in JSON whether it took the message: most of them answer HTTP 200 in either case. */
    data class Verdict(
        /** Where the code is. */
        val code: String,
        val good: String,
        /** Too many at once, or busy. Every other code is a refusal. */
        val later: Set<String> = emptySet(),
        /** Means so where HTTP calls it a mistake, and one otherwise. */
        val laterUnderMistake: Set<String> = emptySet(),
        /** Where the seconds to wait are, if they are told: names joined by dots. */
        val wait: String? = null,
        /** Where it says to what one of the fields has changed, in the same way. */
        val moved: Moved? = null,
    )

    /** The value at [place] of an answer takes the place of what was typed into [field]. */
    data class Moved(val field: String, val place: String)
}
