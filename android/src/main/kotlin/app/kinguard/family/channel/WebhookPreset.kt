package app.kinguard.family.channel

/**
 * The description of a service that takes a message by a single HTTPS POST. In the templates, `{title}`, `{text}` and
 * `{id}` stand for those of the message, and any other name in braces for a [Field].
 */
data class WebhookPreset(
    val id: String,
    /** The page on which the service documents this. */
    val page: String,
    /** The values that the child must enter. */
    val fields: List<Field>,
    val url: String,
    /** A JSON template. */
    val body: String,
    /** The body of urgent messages, if the service offers a louder alert. */
    val urgentBody: String = body,
    val verdict: Verdict,
    /** The service refuses longer ones. */
    val longestTitle: Int = Int.MAX_VALUE,
    /**
     * The key with which the service's app opens messages, where it can; see [BarkCipher]. It is made on this phone.
     */
    val secret: Field? = null,
) {
    /** Returns the values in the form in which they are used, or null if one of them is invalid. */
    fun read(values: Map<String, String>): Map<String, String>? {
        val read = fields.map { it.name to (it.read(values[it.name].orEmpty()) ?: return null) }
        val kept = secret?.read(values[SECRET].orEmpty())?.let { mapOf(SECRET to it) }.orEmpty()
        return read.toMap() + kept
    }

    /** Returns the values found in [text], such as a message that contains them among other words. */
    fun find(text: String): Map<String, String> {
        // On a phone, a word character of a regular expression may be Chinese, too.
        var left = text.map { if (it.code in ASCII) it else ' ' }.joinToString("")
        return buildMap {
            for (field in fields) {
                val found = field.within.find(left) ?: continue
                put(field.name, found.groupValues[1])
                left = left.replaceRange(found.range, " ")
            }
        }
    }

    /** A value that the child copies from the service. */
    data class Field(
        val name: String,
        /** The format, including the host if there is only one. The first group is the value. */
        val pattern: Regex,
        /** The format looked for in a longer text, where [pattern] would match too much. */
        private val inText: Regex = pattern,
    ) {
        /** Matches the value as a whole word of a text. */
        internal val within: Regex get() = Regex("""(?<![\w-])(?:${inText.pattern})(?![\w-])""")

        /** Returns the value in [text], or null if it is invalid. */
        fun read(text: String): String? = pattern.matchEntire(text.trim())?.groupValues?.get(1)
    }

    /**
     * The place in the JSON answer that tells whether the service accepted the message. Most services answer HTTP 200
     * in either case.
     */
    data class Verdict(
        /** The place of the code. */
        val code: String,
        val good: String,
        /** Codes for too many messages or a busy service. Every other code is a refusal. */
        val later: Set<String> = emptySet(),
        /** Codes that mean so under an HTTP error, and a refusal otherwise. */
        val laterUnderMistake: Set<String> = emptySet(),
        /** The place of the seconds to wait, if the service tells them: names joined by dots. */
        val wait: String? = null,
        /** The place of the new value of a field, in the same form. */
        val moved: Moved? = null,
    )

    /** The value at [place] in an answer replaces the one entered for [field]. */
    data class Moved(val field: String, val place: String)

    companion object {
        /** The name of the value that is a [secret]. */
        const val SECRET = "secret"
        private val ASCII = 0..127
    }
}
