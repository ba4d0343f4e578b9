package app.kinguard.family.channel

import org.json.JSONException
import org.json.JSONObject

/**
 * The one door for JSON that a server sent. Android's parser calls itself for each bracket, so that a deep answer would end
 * the process, and it takes much for JSON that is none: what it could read otherwise than the look ahead does not reach it.
 */
object ServerJson {
    /** Null where it is no object, is not written as the standard says, or goes deeper than any answer that is wanted. */
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

                // Only here can a string begin: elsewhere the parser takes the sign for a part of a word.
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

    /** Twice what any service sends. */
    private const val DEEPEST = 16
    private const val BEFORE_A_STRING = "{[,:"
    private const val SEPARATORS = ",: \t\r\n"

    /** Numbers, true, false and null. */
    private val WORDS = ('a'..'z') + ('A'..'Z') + ('0'..'9') + listOf('-', '+', '.')
}
