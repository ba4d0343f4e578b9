package app.kinguard.family.sealed

import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyException
import app.kinguard.core.FamilyPairing
import app.kinguard.core.FamilyStep
import app.kinguard.core.LinkEffect
import app.kinguard.core.LinkTurn
import app.kinguard.core.LinkView
import app.kinguard.core.PairingEnding
import app.kinguard.core.linkAnswer
import app.kinguard.core.linkReceive
import app.kinguard.core.linkView
import java.security.SecureRandom

/** The device of a relative, as the core plays it: the other side of a pairing and of every message. */
internal class RelativesDevice(code: String, private val wallClockMs: () -> Long = { 1_700_000_000_000 }) {
    private val random = SecureRandom()
    private val pairing = FamilyPairing(code, bytes())
    private var link: LinkTurn? = null
    val claim: String get() = pairing.claim()
    val server: String get() = pairing.address().server
    val alerts: String get() = pairing.address().alerts
    val answers: String get() = pairing.address().answers
    var digits: String? = null
        private set
    var ending: PairingEnding? = null
        private set
    val isPaired get() = link != null

    /** Everything that the device had to do, in order. */
    val effects = mutableListOf<LinkEffect>()

    val view: LinkView get() = checkNotNull(link).let { linkView(it.link, it.generation) }

    /** The titles of the alarms, in order. */
    val alarms: List<String> get() = effects.filterIsInstance<LinkEffect.Alarm>().map { it.title }

    /** Takes a text from the topic for alerts, and returns what the device publishes then. */
    fun receive(text: String): List<String> {
        val before = link ?: return pair(text)
        return try {
            took(linkReceive(before.link, before.generation, text, wallClockMs(), bytes()))
        } catch (_: FamilyException.NotOurs) {
            emptyList()
        }
    }

    private fun pair(text: String): List<String> {
        when (val step = pairing.receive(text, wallClockMs())) {
            is FamilyStep.Reply -> return listOf(step.text)
            is FamilyStep.Show -> digits = step.digits
            is FamilyStep.Paired -> return took(step.turn)
            is FamilyStep.Ended -> ending = step.ending
            null -> Unit
        }
        return emptyList()
    }

    /** Gives [ask] as the answer to the newest question that asks for it, and returns what the device publishes. */
    fun answer(ask: FamilyAsk, sentence: String? = null): String {
        val before = checkNotNull(link)
        val question = view.questions.last { ask in it.asks }.counter
        val now = wallClockMs()
        return took(linkAnswer(before.link, before.generation, question, ask, sentence, now, bytes())).single()
    }

    private fun took(turn: LinkTurn): List<String> {
        link = turn
        effects += turn.effects
        return turn.effects.filterIsInstance<LinkEffect.Send>().map { it.v1 }
    }

    private fun bytes() = ByteArray(64).also(random::nextBytes)
}
