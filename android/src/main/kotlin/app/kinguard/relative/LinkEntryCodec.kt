package app.kinguard.relative

import app.kinguard.core.AlertKind
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.LinkEntry
import app.kinguard.core.LinkEntryKind
import app.kinguard.failure.unlessRefused
import org.json.JSONObject

/** The stored form of a line of the history. */
internal object LinkEntryCodec {
    fun write(entry: LinkEntry): String = JSONObject()
        .put(WHAT, entry.what.name)
        .putOpt(KIND, entry.kind?.name)
        .putOpt(ASK, entry.ask?.name)
        .putOpt(RESULT, entry.result?.name)
        .put(TITLE, entry.title)
        .put(TEXT, entry.text)
        .toString()

    /** Returns null for what a later version wrote. */
    fun read(payload: String, atMs: Long): LinkEntry? = unlessRefused {
        val json = JSONObject(payload)
        LinkEntry(
            at = atMs,
            what = LinkEntryKind.valueOf(json.getString(WHAT)),
            kind = json.optString(KIND).ifEmpty { null }?.let(AlertKind::valueOf),
            ask = json.optString(ASK).ifEmpty { null }?.let(FamilyAsk::valueOf),
            result = json.optString(RESULT).ifEmpty { null }?.let(AskResult::valueOf),
            title = json.getString(TITLE),
            text = json.getString(TEXT),
        )
    }

    private const val WHAT = "what"
    private const val KIND = "kind"
    private const val ASK = "ask"
    private const val RESULT = "result"
    private const val TITLE = "title"
    private const val TEXT = "text"
}
