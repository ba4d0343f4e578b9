package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.AlertKind
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyException
import app.kinguard.core.FamilyMessage
import app.kinguard.core.LinkEffect
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.Delivery.State
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.devices
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import kotlin.random.Random

/**
 * Histories with a server that loses, repeats and reorders, a process that dies at any step, and a relative who
 * answers: nothing is lost for good, nothing is heard twice, and no counter is used twice.
 */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class DeviceInterleavingsTest {
    @Test
    fun `whatever happens nothing is said or heard twice and nothing is lost`() {
        var answers = 0
        repeat(HISTORIES) { seed ->
            val history = History(seed)
            history.play()
            history.end()
            answers += history.heard.size
        }
        assertTrue("the histories are lively enough: $answers", answers > HISTORIES / 10)
    }

    private class History(private val seed: Int) {
        private val app = RuntimeEnvironment.getApplication().also {
            it.deleteDatabase("kinguard.db")
            it.noBackupFilesDir.listFiles().orEmpty().forEach { file -> file.delete() }
        }
        private val dice = Random(seed)
        private val phone = FamilyTestDevice(app).also {
            it.ticks.to(HOUR)
            it.secrets = ManualSecrets()
            it.replies.kept = mutableListOf()
        }
        val heard = mutableListOf<Answer>()
        private var process = begins()
        private val contact = process.contacts.add("a", "+8613900000001", Language.MAINLAND, emptyList())
        private val device = SealedHarness(phone).pair(process, contact)

        /** What the server has for each side, and may deliver in any order and more than once. */
        private val toDevice = mutableListOf<String>()
        private val toPhone = mutableListOf<String>()
        private var lines = 0
        private var answered = 0
        private var isOnline = true

        init {
            phone.network.leaves = { _, text, outcome ->
                if (isOnline) toDevice += text
                when (dice.nextInt(5)) {
                    0 -> Unit
                    1 -> outcome(Outcome.Unknown(Outcome.Reason.BROKE_OFF))
                    else -> outcome(if (isOnline) Outcome.Sent else Outcome.Later(Outcome.Reason.NO_CONNECTION))
                }
            }
        }

        fun play() = repeat(STEPS) {
            when (dice.nextInt(12)) {
                0, 1 -> process.tell(KINDS.random(dice))
                2 -> dies()
                3 -> isOnline = !isOnline
                4, 5 -> deliver()
                6, 7 -> reply()
                8 -> answer()
                9 -> process.family.attendToDevices()
                else -> process.pass(dice.nextLong(90_000))
            }
        }

        /** The server recovers and delivers everything. */
        fun end() {
            isOnline = true
            phone.network.leaves = { _, text, outcome ->
                toDevice += text
                outcome(Outcome.Sent)
            }
            repeat(60) {
                process.pass(HOUR / 4)
                // As every few hours: with the sign of life it listens for what was said meanwhile.
                process.family.attendToDevices()
                while (toDevice.isNotEmpty()) deliver(0)
                while (toPhone.isNotEmpty()) reply(0)
            }
            val what = "history $seed"
            assertEquals("$what: the keys are there", 1, process.contacts.all().single().devices.size)
            val sealed = process.outbox.deliveries().filter { it.address.address is Address.Sealed }
            assertTrue(what, sealed.none { it.state == State.WAITING || it.state == State.SENDING })
            sealed.filter { it.message.kind == MessageKind.DANGER }.forEach {
                assertEquals("$what: $it", State.DELIVERED, it.state)
            }
            val dangers = sealed.count { it.message.kind == MessageKind.DANGER }
            val alarms = device.effects.count { it is LinkEffect.Record && it.v1.kind == AlertKind.DANGER }
            assertTrue("$what: each danger once, $dangers and $alarms", alarms <= dangers)
            assertTrue("$what: no answer twice", heard.size <= answered)
            process.end()
        }

        private fun deliver(chance: Int = dice.nextInt(4)) {
            val at = toDevice.indices.randomOrNull(dice) ?: return
            // Delivered, and perhaps again later.
            val text = if (chance == 1) toDevice[at] else toDevice.removeAt(at)
            toPhone += device.receive(text)
        }

        private fun reply(chance: Int = dice.nextInt(4)) {
            val at = toPhone.indices.randomOrNull(dice) ?: return
            val text = if (chance == 1) toPhone[at] else toPhone.removeAt(at)
            phone.replies.comes(device.answers, "m%011d".format(++lines), text)
        }

        private fun answer() {
            val ask = listOf(FamilyAsk.CALLING, FamilyAsk.FINE).random(dice)
            if (device.view.questions.none { ask in it.asks }) return
            try {
                toPhone += device.answer(ask)
                answered += 1
            } catch (_: FamilyException) {
                // It is too late for that.
            }
        }

        private fun begins() = phone.process().also { it.family.answered = { _, answer -> heard += answer } }

        private fun dies() {
            process.end()
            process = begins()
            process.family.deliver()
        }
    }

    private companion object {
        const val HISTORIES = 200
        const val STEPS = 40
        const val HOUR = 3_600_000L
        val KINDS = listOf(
            FamilyMessage.EARLY,
            FamilyMessage.DANGER,
            FamilyMessage.WENT_ON,
            FamilyMessage.ENDED,
            FamilyMessage.PROTECTION,
        )
    }
}
