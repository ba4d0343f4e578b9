package app.kinguard.family.channel

import org.json.JSONException
import org.json.JSONObject

/**
 * Parses all JSON that servers send. Android's parser recurses for each bracket, so a deeply nested answer would crash
 * the process, and it accepts much that is not JSON. Text that it could read differently from the check here never
 * reaches it.
 */
object ServerJson {
    /**
     * Returns null if [text] is not an object, does not follow the standard, or is nested deeper than any expected
     * answer.
     */
    fun read(text: String): JSONObject? = try {
        if (isShallow(text)) JSONObject(text) else null
    } catch (_: JSONException) {
        null
    }

    private fun isShallow(text: String): Boolean {
        var depth = 0
        var before = ' '
        var at = 0
        while (at < text.length) {
            val sign = text[at]
            when (sign) {
                '{', '[' -> if (++depth > DEEPEST) return false

                '}', ']' -> depth -= 1

                // Only here can a string begin. Elsewhere the parser takes the quotation mark for part of a word.
                '"' -> {
                    if (before !in BEFORE_A_STRING) return false
                    at = endOfString(text, at) ?: return false
                }

                else -> if (sign !in SEPARATORS && sign !in WORDS) return false
            }
            if (!sign.isWhitespace()) before = sign
            at += 1
        }
        return true
    }

    private fun endOfString(text: String, begin: Int): Int? {
        var at = begin + 1
        while (at < text.length) {
            when (text[at]) {
                '"' -> return at
                '\\' -> at += 1
            }
            at += 1
        }
        return null
    }

    /** Twice the depth that any service sends. */
    private const val DEEPEST = 16
    private const val BEFORE_A_STRING = "{[,:"
    private const val SEPARATORS = ",: \t\r\n"

    /** The characters of numbers, true, false and null. */
    private val WORDS = ('a'..'z') + ('A'..'Z') + ('0'..'9') + listOf('-', '+', '.')
}
