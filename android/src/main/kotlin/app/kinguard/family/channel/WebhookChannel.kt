package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.Post
import org.json.JSONException
import org.json.JSONObject
import java.util.concurrent.TimeUnit

/** Posts to a robot or a push service in the way that its [WebhookPreset] says. There are no buttons. */
class WebhookChannel(private val https: Https, private val presets: List<WebhookPreset> = WebhookPresets.ALL) :
    Channel<Address.Webhook> {
    override fun send(post: Post, address: Address.Webhook, outcome: (Outcome) -> Unit) {
        val preset = presets.firstOrNull { it.id == address.preset }
        val values = preset?.read(address.values)
        if (preset == null || values == null) {
            outcome(Outcome.Refused(Reason.MALFORMED))
            return
        }
        https.ask(call(preset, values, post)) { outcome(verdict(preset.verdict, it)) }
    }

    private fun call(preset: WebhookPreset, values: Map<String, String>, post: Post): Https.Call {
        val title = post.title.codePointPrefix(preset.longestTitle)
        val all = values + mapOf("title" to title, "text" to post.text, "id" to post.id)
        val body = if (post.kind in URGENT) preset.urgentBody else preset.body
        return Https.Call(Https.Method.POST, JsonTemplate.fillIn(preset.url, values), JsonTemplate(body).fill(all))
    }

    /** HTTP's own failures stand; its success is only half of one. */
    private fun verdict(verdict: WebhookPreset.Verdict, answer: Answer): Outcome {
        if (answer !is Answer.Came) return answer.outcome
        val json = json(answer.text)
        if (!answer.isGood) return waiting(answer.outcome, verdict, json)
        return when (json?.opt(verdict.code)?.toString()) {
            null -> Outcome.Unknown(Reason.MALFORMED)
            verdict.good -> Outcome.Delivered
            in verdict.later -> waiting(Outcome.Later(Reason.SERVER_BUSY, answer.waitMs), verdict, json)
            else -> Outcome.Refused(Reason.SERVER_REFUSES)
        }
    }

    private fun waiting(outcome: Outcome, verdict: WebhookPreset.Verdict, json: JSONObject?): Outcome {
        if (outcome !is Outcome.Later || outcome.waitMs != null || verdict.wait == null) return outcome
        val names = verdict.wait.split('.')
        val holder = names.dropLast(1).fold(json) { within, name -> within?.optJSONObject(name) }
        val seconds = holder?.optLong(names.last())?.takeIf { it in 1..LONGEST_WAIT_S } ?: return outcome
        return outcome.copy(waitMs = TimeUnit.SECONDS.toMillis(seconds))
    }

    private fun json(text: String): JSONObject? = try {
        JSONObject(text)
    } catch (_: JSONException) {
        null
    }

    private companion object {
        val URGENT =
            setOf(
                MessageKind.EARLY,
                MessageKind.DANGER,
                MessageKind.WENT_ON,
                MessageKind.UNSEEN,
                MessageKind.MONEY_SENT,
                MessageKind.WITHDRAWN,
            )
        val LONGEST_WAIT_S = TimeUnit.DAYS.toSeconds(1)
    }
}

/** Never half of a character. */
private fun String.codePointPrefix(most: Int): String =
    if (codePointCount(0, length) <= most) this else substring(0, offsetByCodePoints(0, most))
