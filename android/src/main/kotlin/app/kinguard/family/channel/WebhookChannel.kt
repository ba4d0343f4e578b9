package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage
import org.json.JSONObject
import java.util.concurrent.TimeUnit

/** Posts to a robot or a push service as its [WebhookPreset] describes. There are no buttons. */
class WebhookChannel(
    private val https: Https,
    private val presets: List<WebhookPreset> = WebhookPresets.ALL,
    /** Called on any thread when the service says that an address has moved. */
    private val moved: (from: Address.Webhook, to: Address.Webhook) -> Unit = { _, _ -> },
) : Channel<Address.Webhook> {
    override fun send(post: OutgoingMessage, address: Address.Webhook, outcome: (Outcome) -> Unit) =
        send(post, address, mayMove = true, outcome)

    /** Follows one move for each message: a service that sends it back and forth has no place for it. */
    private fun send(post: OutgoingMessage, address: Address.Webhook, mayMove: Boolean, outcome: (Outcome) -> Unit) {
        val preset = presets.firstOrNull { it.id == address.preset }
        val values = preset?.read(address.values)
        if (preset == null || values == null) {
            outcome(Outcome.Refused(Reason.MALFORMED))
            return
        }
        https.ask(call(preset, values, post)) { answer ->
            val there = if (mayMove) elsewhere(preset, address, answer) else null
            if (there == null) {
                outcome(verdict(preset.verdict, answer))
            } else {
                moved(address, there)
                send(post, there, mayMove = false, outcome)
            }
        }
    }

    private fun elsewhere(preset: WebhookPreset, address: Address.Webhook, answer: ServerResponse): Address.Webhook? {
        val change = preset.verdict.moved ?: return null
        if (answer !is ServerResponse.Came || answer.isGood) return null
        val value = found(ServerJson.read(answer.text), change.place)?.toString() ?: return null
        val there = address.copy(values = address.values + (change.field to value))
        return there.takeIf { it != address && preset.read(it.values) != null }
    }

    /** Returns the value at [place], whose names are joined by dots. */
    private fun found(json: JSONObject?, place: String): Any? {
        val names = place.split('.')
        return names.dropLast(1).fold(json) { within, name -> within?.optJSONObject(name) }?.opt(names.last())
    }

    private fun call(preset: WebhookPreset, values: Map<String, String>, post: OutgoingMessage): Https.Call {
        val title = post.title.codePointPrefix(preset.longestTitle)
        val page = post.page?.let { mapOf("page" to it) }.orEmpty()
        val all = values + mapOf("title" to title, "text" to post.text, "id" to post.platform) + page
        val body = JsonTemplate(if (post.kind.isUrgent) preset.urgentBody else preset.body).fill(all)
        val sent = values[WebhookPreset.SECRET]?.let { BarkCipher(it).encrypt(body, post.platform) } ?: body
        return Https.Call(Https.Method.POST, JsonTemplate.fillIn(preset.url, values), sent)
    }

    /**
     * Success in HTTP does not mean that the message was accepted, and an HTTP error may only mean that there were too
     * many.
     */
    private fun verdict(verdict: WebhookPreset.Verdict, answer: ServerResponse): Outcome {
        if (answer !is ServerResponse.Came) return answer.outcome
        val json = ServerJson.read(answer.text)
        val code = json?.opt(verdict.code)?.toString()
        val later = if (answer.isGood) verdict.later else verdict.later + verdict.laterUnderMistake
        return when {
            code in later -> waiting(Outcome.Later(Reason.SERVER_BUSY, answer.waitMs), verdict, json)
            !answer.isGood -> waiting(answer.outcome, verdict, json)
            code == null -> Outcome.Unknown(Reason.MALFORMED)
            code == verdict.good -> Outcome.Delivered
            else -> Outcome.Refused(Reason.SERVER_REFUSES)
        }
    }

    private fun waiting(outcome: Outcome, verdict: WebhookPreset.Verdict, json: JSONObject?): Outcome {
        if (outcome !is Outcome.Later || outcome.waitMs != null || verdict.wait == null) return outcome
        val asked = found(json, verdict.wait)?.toString()?.toLongOrNull()
        val seconds = asked?.takeIf { it in 1..LONGEST_WAIT_S } ?: return outcome
        return outcome.copy(waitMs = TimeUnit.SECONDS.toMillis(seconds))
    }

    private companion object {
        val LONGEST_WAIT_S = TimeUnit.DAYS.toSeconds(1)
    }
}

/** Cuts between characters, never within one. */
private fun String.codePointPrefix(most: Int): String =
    if (codePointCount(0, length) <= most) this else substring(0, offsetByCodePoints(0, most))
