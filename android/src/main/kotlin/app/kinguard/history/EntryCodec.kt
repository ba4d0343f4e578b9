package app.kinguard.history

import app.kinguard.store.named
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** Entries as text that survives the process; what a later version wrote reads as null. */
internal object EntryCodec {
    fun write(entry: Entry): String = when (entry) {
        is Entry.Warned ->
            typed(WARNED)
                .put("level", entry.level.name)
                .put("rule", entry.rule.name)
                .put("reasons", JSONArray(entry.reasons.map(ReasonCodec::write)))
        is Entry.Cleared -> typed(CLEARED)
        is Entry.Told -> typed(TOLD).put("kind", entry.kind.name).put("rule", entry.rule.name)
        is Entry.Answered -> typed(ANSWERED).put("choice", entry.choice.name)
        is Entry.Failed -> typed(FAILED).put("trouble", entry.trouble.name)
    }.toString()

    fun read(text: String): Entry? = try {
        entry(JSONObject(text))
    } catch (_: JSONException) {
        null
    } catch (_: IllegalArgumentException) {
        null
    }

    private fun entry(json: JSONObject): Entry? = when (json.getString(TYPE)) {
        WARNED -> {
            val reasons = json.getJSONArray("reasons")
            val read = List(reasons.length()) { ReasonCodec.read(reasons.getJSONObject(it)) }
            Entry.Warned(json.named("level"), json.named("rule"), read)
        }
        CLEARED -> Entry.Cleared
        TOLD -> Entry.Told(json.named("kind"), json.named("rule"))
        ANSWERED -> Entry.Answered(json.named("choice"))
        FAILED -> Entry.Failed(json.named("trouble"))
        else -> null
    }

    private fun typed(type: String): JSONObject = JSONObject().put(TYPE, type)

    private const val TYPE = "type"
    private const val WARNED = "warned"
    private const val CLEARED = "cleared"
    private const val TOLD = "told"
    private const val ANSWERED = "answered"
    private const val FAILED = "failed"
}
