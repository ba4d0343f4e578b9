package app.kinguard.relative

import app.kinguard.core.Alert
import app.kinguard.core.AlertKind
import app.kinguard.core.Alive
import app.kinguard.core.BootTime
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyBody
import app.kinguard.core.FamilyException
import app.kinguard.core.FromFamily
import app.kinguard.core.GuardState
import app.kinguard.core.OpenedMessage
import app.kinguard.core.ParentPairing
import app.kinguard.core.ParentStep
import app.kinguard.core.SealedAddress
import app.kinguard.core.TypedDigits
import app.kinguard.core.Urgency
import app.kinguard.core.openMessage
import app.kinguard.core.sealMessage
import app.kinguard.guard.ManualTicks
import java.security.SecureRandom

/** A parent's phone that shares keys with the phone under test: the core's own other side. */
internal class ParentDevice(private val topics: Topics, private val ticks: ManualTicks, server: String, name: String) {
    val address = SealedAddress(server, "alerts-$name", "answers-$name")
    private val pairing = ParentPairing(address, now(), random())
    private var state = ByteArray(0)
    private var generation = 0uL
    val code: String get() = pairing.code()

    /** How the pairing ended on this side. */
    var ended: ParentStep.Ended? = null

    /** What was said of it, in order. */
    val heard = mutableListOf<FromFamily>()
    private var read = 0

    private fun now() = BootTime(7uL, ticks.elapsed.toULong())

    private fun random() = ByteArray(64).also(SecureRandom()::nextBytes)

    /** Takes a text of the pairing. */
    fun pairs(text: String) {
        when (val step = pairing.receive(text, now(), random())) {
            is ParentStep.Reply -> publish(step.text)
            is ParentStep.Ended -> {
                ended = step
                publish(step.text)
            }
            null -> Unit
        }
    }

    fun types(digits: String): TypedDigits = pairing.typed(digits, now(), random()).also {
        if (it is TypedDigits.Paired) {
            state = it.state
            generation = it.generation
            publish(it.envelope)
        }
        if (it is TypedDigits.Ended) it.text?.let(::publish)
    }

    /** Types the right digits, and seals a sign of life that reaches the server before the first envelope does. */
    fun typesAndIsOvertaken(digits: String) {
        val typed = pairing.typed(digits, now(), random()) as TypedDigits.Paired
        state = typed.state
        generation = typed.generation
        lives()
        publish(typed.envelope)
    }

    fun withdraws() {
        pairing.withdraw()?.let(::publish)
    }

    /** Seals [body], and publishes it. Returns the text. */
    fun says(body: FamilyBody, accepted: ULong = 0uL): String {
        val sealed = sealMessage(state, generation, ticks.wall, now(), body, accepted, random())
        state = sealed.state
        generation = sealed.generation
        publish(sealed.envelope)
        return sealed.envelope
    }

    fun alert(
        kind: AlertKind,
        urgency: Urgency = Urgency.ALARM,
        incident: Long? = 5,
        title: String = "妈妈可能正在被骗",
        asks: List<FamilyAsk> = emptyList(),
        accepted: ULong = 0uL,
    ) = says(FamilyBody.Alert(Alert(1, kind, urgency, incident, title, "请马上打电话", "CN", asks)), accepted)

    fun danger(asks: List<FamilyAsk> = listOf(FamilyAsk.CALLING)) = alert(AlertKind.DANGER, asks = asks)

    fun lives() = says(FamilyBody.Alive(Alive(6uL * 3_600_000uL, GuardState.GUARDING, emptyList(), "CN")))

    /** Opens what was sent to it. Throws for what is no message of this pair's. */
    fun opens(text: String): OpenedMessage = openMessage(state, generation, text, now()).also {
        state = it.state
        generation = it.generation
        it.message?.let(heard::add)
    }

    /** Opens whatever of [texts] is new. Returns the answers among them. */
    fun reads(texts: List<String>): List<FromFamily.Answer> {
        texts.drop(read).forEach { text ->
            try {
                opens(text)
            } catch (_: FamilyException.NotOurs) {
                // Of the pairing.
            }
        }
        read = texts.size
        return heard.filterIsInstance<FromFamily.Answer>()
    }

    private fun publish(text: String) = topics.publish(address.server, address.alerts, text) {}
}
