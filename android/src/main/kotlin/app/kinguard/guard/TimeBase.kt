package app.kinguard.guard

import org.json.JSONException
import org.json.JSONObject

/** The stored base of the [StoredEngineClock]. */
data class TimeBase(
    /** The stamp of this boot's first moment. */
    val bootedAtMs: Long,
    /** The number of that boot, if Android counts them. */
    val boot: Int?,
    /** The time since boot when this was stored. */
    val elapsedMs: Long,
    /** The wall clock when this was stored. */
    val wallClockMs: Long,
) {
    internal fun write(): String = JSONObject()
        .put("booted", bootedAtMs)
        .putOpt("boot", boot)
        .put("elapsed", elapsedMs)
        .put("wall", wallClockMs)
        .toString()

    internal companion object {
        /** Reads a stored base. Null if it cannot be read: the clock then starts anew. */
        fun read(text: String): TimeBase? = try {
            val json = JSONObject(text)
            TimeBase(
                bootedAtMs = json.getLong("booted"),
                boot = if (json.isNull("boot")) null else json.getInt("boot"),
                elapsedMs = json.getLong("elapsed"),
                wallClockMs = json.getLong("wall"),
            )
        } catch (_: JSONException) {
            null
        }
    }
}
