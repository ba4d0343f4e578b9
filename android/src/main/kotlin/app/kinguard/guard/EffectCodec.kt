package app.kinguard.guard

import app.kinguard.core.Effect
import app.kinguard.history.ReasonCodec
import app.kinguard.store.named
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/**
 * Effects as text that survives the process. Names are those of the core's types, so that a row can be read by eye; an
 * unknown one, as a later version may have written, reads as null.
 */
internal object EffectCodec {
    fun write(effect: Effect): String = when (effect) {
        is Effect.Warn -> {
            typed(WARN)
                .put("level", effect.level.name)
                .put("rule", effect.rule.name)
                .put("reasons", JSONArray(effect.reasons.map(ReasonCodec::write)))
        }

        is Effect.Dismiss -> {
            typed(DISMISS)
        }

        is Effect.NotifyFamily -> {
            typed(NOTIFY)
                .put("kind", effect.kind.name)
                .put("rule", effect.rule.name)
        }
    }.toString()

    fun read(text: String): Effect? = try {
        effect(JSONObject(text))
    } catch (_: JSONException) {
        null
    } catch (_: IllegalArgumentException) {
        null
    }

    private fun effect(json: JSONObject): Effect = when (val type = json.getString(TYPE)) {
        WARN -> {
            val reasons = json.getJSONArray("reasons")
            Effect.Warn(
                level = json.named("level"),
                rule = json.named("rule"),
                reasons = List(reasons.length()) { ReasonCodec.read(reasons.getJSONObject(it)) },
            )
        }

        DISMISS -> {
            Effect.Dismiss
        }

        NOTIFY -> {
            Effect.NotifyFamily(kind = json.named("kind"), rule = json.named("rule"))
        }

        else -> {
            throw IllegalArgumentException(type)
        }
    }

    private fun typed(type: String): JSONObject = JSONObject().put(TYPE, type)

    private const val TYPE = "type"
    private const val WARN = "warn"
    private const val DISMISS = "dismiss"
    private const val NOTIFY = "notify_family"
}
