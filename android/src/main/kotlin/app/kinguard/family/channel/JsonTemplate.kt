package app.kinguard.family.channel

import org.json.JSONArray
import org.json.JSONObject

/** JSON with placeholders in braces. It is parsed before they are filled in, so that values can only ever be text. */
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

        /** Fills in all placeholders in a single pass, so that a name in braces within a value is left alone. */
        fun fillIn(template: String, values: Map<String, String>): String =
            NAME.replace(template) { values[it.groupValues[1]] ?: it.value }
    }
}
