package app.kinguard.store

import org.json.JSONException
import org.json.JSONObject

/** Returns the text, or null if there is none. */
fun JSONObject.textOrNull(key: String): String? = if (isNull(key)) null else getString(key)

/**
 * Returns the constant of that name.
 *
 * @throws JSONException if there is no value
 * @throws IllegalArgumentException if this version does not know it
 */
inline fun <reified T : Enum<T>> JSONObject.named(key: String): T = enumValueOf(getString(key))
