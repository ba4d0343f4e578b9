package app.kinguard.signals

import android.content.ComponentName
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** The position up to which Android's record was read, and the state needed to go on from there. */
internal data class UsageCursor(
    /** The stamp of the reading. */
    val readAtMs: Long,
    /** The events already reported from the last seconds before it, which are read again. */
    val told: Set<Told>,
    /** The app in front. */
    val front: String?,
    val lastScreen: ComponentName?,
    /** The services that were seen to start, and not to stop, of those that may capture the screen. */
    val capturing: Set<ComponentName> = emptySet(),
) {
    /** Enough of an event to recognise it. */
    data class Told(val atMs: Long, val type: Int, val owner: String?, val name: String?)

    fun write(): String = JSONObject()
        .put("at", readAtMs)
        .put("told", JSONArray(told.map { JSONArray(listOf(it.atMs, it.type, it.owner.orEmpty(), it.name.orEmpty())) }))
        .putOpt("front", front)
        .putOpt("screen", lastScreen?.flattenToString())
        .put("capturing", JSONArray(capturing.map { it.flattenToString() }))
        .toString()

    companion object {
        /** Reads a stored cursor. Null if it cannot be read: the reading then starts anew. */
        fun read(text: String): UsageCursor? = try {
            val json = JSONObject(text)
            val told = json.getJSONArray("told")
            UsageCursor(
                readAtMs = json.getLong("at"),
                told = List(told.length()) { told(told.getJSONArray(it)) }.toSet(),
                front = json.textOrNull("front"),
                lastScreen = json.textOrNull("screen")?.let(ComponentName::unflattenFromString),
                // Earlier versions wrote none.
                capturing = json.optJSONArray("capturing")?.let(::components).orEmpty(),
            )
        } catch (_: JSONException) {
            null
        }

        private fun components(names: JSONArray): Set<ComponentName> =
            List(names.length(), names::getString).mapNotNull(ComponentName::unflattenFromString).toSet()

        private fun told(event: JSONArray) = Told(
            atMs = event.getLong(0),
            type = event.getInt(1),
            owner = event.getString(2).ifEmpty { null },
            name = event.getString(3).ifEmpty { null },
        )

        private fun JSONObject.textOrNull(name: String): String? = if (isNull(name)) null else getString(name)
    }
}
