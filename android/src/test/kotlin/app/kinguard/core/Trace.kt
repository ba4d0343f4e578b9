package app.kinguard.core

import org.json.JSONArray
import org.json.JSONObject
import java.io.File

/** A recorded or written incident, as `docs/trace-format.md` describes it. */
class Trace(text: String) {
    private val json = JSONObject(text)
    val home: Region = json.getString("home")
    val familiarRegions: List<Region> = json.optJSONArray("familiar_regions").orEmpty().map { it as String }
    val steps: List<Step> = json.getJSONArray("steps").orEmpty().map { Step(it as JSONObject) }

    /** One line: an event, or the mark `wait` or `harm`; [expect] is null if nothing is asserted. */
    class Step(json: JSONObject) {
        val at: Moment = moment(json.getString("at"))
        val seen: Moment = if (json.has("seen")) moment(json.getString("seen")) else at
        val type: String? = json.optJSONObject("event")?.getString("type")
        val event: Event? = json.optJSONObject("event")?.let(::readEvent)
        val mark: String? = if (json.has("mark")) json.getString("mark") else null
        val expect: List<Map<String, Any>>? =
            json
                .optJSONArray(
                    "expect",
                )?.orEmpty()
                ?.map { plain(it as JSONObject) }
    }

    companion object {
        private val folder = File(System.getProperty("kinguard.scenarios"))

        /** Returns every scenario of the repository, by its path below `tests/scenarios`. */
        fun scenarios(): Map<String, Trace> = folder
            .walk()
            .filter { it.extension == "json" }
            .sorted()
            .associate { it.relativeTo(folder).invariantSeparatorsPath to Trace(it.readText()) }

        fun scenario(path: String): Trace = Trace(folder.resolve(path).readText())

        private fun moment(clock: String): Moment {
            val (hours, minutes, seconds) = clock.substringBefore('.').split(':').map(String::toLong)
            val ms = clock.substringAfter('.', "0").toLong()
            return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms
        }
    }
}

internal fun JSONArray?.orEmpty(): List<Any> = this?.let { array -> List(array.length(), array::get) }.orEmpty()

/** Returns JSON as maps, lists, texts, numbers and booleans that `==` compares, without null values. */
internal fun plain(json: JSONObject): Map<String, Any> = json
    .keys()
    .asSequence()
    .filterNot(json::isNull)
    .associateWith { plain(json.get(it)) }

private fun plain(value: Any): Any = when (value) {
    is JSONObject -> plain(value)
    is JSONArray -> value.orEmpty().map(::plain)
    is Int -> value.toLong()
    else -> value
}
