package app.kinguard.family.channel

import org.json.JSONArray
import org.json.JSONObject

/**
 * JSON with names in braces. It is read as JSON first and filled afterwards, so that nothing in a value can be taken for
 * anything but text.
 */
internal class JsonTemplate(private val template: String) {
    fun fill(values: Map<String, String>): String = filled(JSONObject(template), values).toString()

    private fun filled(value: Any, values: Map<String, String>): Any = when (value) {
        is JSONObject -> JSONObject().apply { value.keys().forEach { put(it, filled(value.get(it), values)) } }
        is JSONArray -> JSONArray().apply { (0 until value.length()).forEach { put(filled(value.get(it), values)) } }
        is String -> fillIn(value, values)
        else -> value
    }

    companion object {
        private val NAME = Regex("""\{([a-z]+)\}""")

        /** In one go: a name in braces within a value stays what it is. */
        fun fillIn(template: String, values: Map<String, String>): String =
            NAME.replace(template) { values[it.groupValues[1]] ?: it.value }
    }
}
