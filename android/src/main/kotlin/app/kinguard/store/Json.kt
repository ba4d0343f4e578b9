package app.kinguard.store

import org.json.JSONException
import org.json.JSONObject

/** Null where nothing was written. */
fun JSONObject.textOrNull(key: String): String? = if (isNull(key)) null else getString(key)

/**
 * The constant of that name.
 *
 * @throws JSONException where there is none, and [IllegalArgumentException] where this version does not know it.
 */
inline fun <reified T : Enum<T>> JSONObject.named(key: String): T = enumValueOf(getString(key))
