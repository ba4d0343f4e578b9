package app.kinguard.family.channel

import org.json.JSONArray
import org.json.JSONObject

/**
 * JSON with placeholders in braces. It is parsed before they are filled in, so that values can only ever be text. A
 * name whose whole value is a placeholder without a value is left out.
 */
internal class JsonTemplate(private val template: String) {
    fun fill(values: Map<String, String>): String = filled(JSONObject(template), values).toString()

    private fun filled(value: Any, values: Map<String, String>): Any = when (value) {
        is JSONObject -> JSONObject().apply {
            value.keys().forEach { if (!isMissing(value.get(it), values)) put(it, filled(value.get(it), values)) }
        }
        is JSONArray -> JSONArray().apply { (0 until value.length()).forEach { put(filled(value.get(it), values)) } }
        is String -> fillIn(value, values)
        else -> value
    }

    private fun isMissing(value: Any, values: Map<String, String>): Boolean =
        (value as? String)?.let(NAME::matchEntire)?.let { it.groupValues[1] !in values } == true

    companion object {
        private val NAME = Regex("""\{([a-z]+)\}""")

        /** Fills in all placeholders in a single pass, so that a name in braces within a value is left alone. */
        fun fillIn(template: String, values: Map<String, String>): String =
            NAME.replace(template) { values[it.groupValues[1]] ?: it.value }
    }
}
