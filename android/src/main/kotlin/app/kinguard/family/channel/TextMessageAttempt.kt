package app.kinguard.family.channel

import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import org.json.JSONArray
import org.json.JSONObject

/** A message handed to one SIM card, and the state of its parts. It outlives the process, because the answers may. */
internal data class TextMessageAttempt(
    val post: String,
    /** Kept with [text] until the message is sent, because another SIM card may be needed. */
    val number: String,
    val text: String,
    /** The SIM cards still to try, see [SimCards]. */
    val others: List<Int>,
    val parts: Int,
    val atMs: Long,
    val sent: Set<Int> = emptySet(),
    val arrived: Set<Int> = emptySet(),
    /** The SIM card that was used; null for the one that the phone would choose. */
    val sim: Int? = null,
    /** True if a delivery report was requested. */
    val asksReport: Boolean = true,
    /** The reason of an earlier SIM card that makes a retry worthwhile. */
    val hope: Reason? = null,
) {
    val isSent: Boolean get() = sent.size == parts

    val hasArrived: Boolean get() = arrived.size == parts

    /**
     * Returns the outcome of all SIM cards, of which [last] is the last: a retry is worthwhile if it is for one of
     * them.
     */
    fun verdict(last: Outcome): Outcome = if (last is Outcome.Refused && hope != null) Outcome.Later(hope) else last

    fun write(): String = JSONObject()
        .put(POST, post)
        .put(NUMBER, number)
        .put(TEXT, text)
        .put(OTHERS, JSONArray(others))
        .put(PARTS, parts)
        .put(AT, atMs)
        .put(SENT, JSONArray(sent))
        .put(ARRIVED, JSONArray(arrived))
        .putOpt(SIM, sim)
        .put(REPORT, asksReport)
        .putOpt(HOPE, hope?.name)
        .toString()

    companion object {
        private const val POST = "post"
        private const val NUMBER = "number"
        private const val TEXT = "text"
        private const val OTHERS = "others"
        private const val PARTS = "parts"
        private const val AT = "at"
        private const val SENT = "sent"
        private const val ARRIVED = "arrived"
        private const val SIM = "sim"
        private const val REPORT = "report"
        private const val HOPE = "hope"

        /**
         * @throws org.json.JSONException if it was not written by [write].
         */
        fun read(written: String): TextMessageAttempt = JSONObject(written).run {
            TextMessageAttempt(
                post = getString(POST),
                number = getString(NUMBER),
                text = getString(TEXT),
                others = getJSONArray(OTHERS).numbers(),
                parts = getInt(PARTS),
                atMs = getLong(AT),
                sent = getJSONArray(SENT).numbers().toSet(),
                arrived = getJSONArray(ARRIVED).numbers().toSet(),
                sim = if (has(SIM)) getInt(SIM) else null,
                // Earlier versions always asked, but stored no SIM card to try again.
                asksReport = optBoolean(REPORT, false),
                hope = if (has(HOPE)) Reason.entries.firstOrNull { it.name == getString(HOPE) } else null,
            )
        }

        private fun JSONArray.numbers(): List<Int> = List(length()) { getInt(it) }
    }
}
