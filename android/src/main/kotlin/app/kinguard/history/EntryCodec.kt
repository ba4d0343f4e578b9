package app.kinguard.history

import app.kinguard.core.IncidentId
import app.kinguard.core.Reason
import app.kinguard.core.reasonFromJson
import app.kinguard.core.reasonToJson
import app.kinguard.store.named
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** Encodes entries as text that outlives the process. Text written by a later version decodes to null. */
internal object EntryCodec {
    fun write(entry: Entry): String = when (entry) {
        is Entry.Warned ->
            typed(WARNED)
                .put("level", entry.level.name)
                .put("rule", entry.rule.name)
                .put("reasons", JSONArray(entry.reasons.map { JSONObject(reasonToJson(it)) }))
        is Entry.Cleared -> typed(CLEARED)
        is Entry.Told -> typed(TOLD).put("kind", entry.kind.name).put("rule", entry.rule.name)
        is Entry.Answered -> typed(ANSWERED).put("choice", entry.choice.name)
        is Entry.Helped ->
            typed(HELPED)
                .put("who", entry.who)
                .put("help", entry.help.name)
                .putOpt("done", entry.isDone)
                .putOpt("sentence", entry.sentence)
        is Entry.Failed -> typed(FAILED).put("trouble", entry.trouble.name)
    }.putOpt(INCIDENT, entry.incident).toString()

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
            val read = List(reasons.length()) { reason(reasons.getString(it)) }
            Entry.Warned(json.named("level"), json.named("rule"), read, json.incident())
        }
        CLEARED -> Entry.Cleared
        TOLD -> Entry.Told(json.named("kind"), json.named("rule"), json.incident())
        ANSWERED -> Entry.Answered(json.named("choice"))
        HELPED -> Entry.Helped(
            json.getString("who"),
            json.named("help"),
            if (json.isNull("done")) null else json.getBoolean("done"),
            if (json.isNull("sentence")) null else json.getString("sentence"),
            json.incident(),
        )
        FAILED -> Entry.Failed(json.named("trouble"))
        else -> null
    }

    private fun reason(json: String): Reason = requireNotNull(reasonFromJson(json)) { "of a later version" }

    private fun JSONObject.incident(): IncidentId? = if (isNull(INCIDENT)) null else getLong(INCIDENT)

    private fun typed(type: String): JSONObject = JSONObject().put(TYPE, type)

    private const val TYPE = "type"
    private const val INCIDENT = "incident"
    private const val WARNED = "warned"
    private const val CLEARED = "cleared"
    private const val TOLD = "told"
    private const val ANSWERED = "answered"
    private const val HELPED = "helped"
    private const val FAILED = "failed"
}
