package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyMessage
import app.kinguard.core.LinkEffect
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.HelpRequest
import app.kinguard.family.HelpResult
import app.kinguard.family.Language
import app.kinguard.family.RemoteHelp
import app.kinguard.family.SealedConsent
import app.kinguard.family.devices
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What the answers of paired devices lead to, and which lead to nothing. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class DeviceAnswersTest {
    private val phone = FamilyTestDevice(RuntimeEnvironment.getApplication()).also {
        it.ticks.to(HOUR)
        it.secrets = ManualSecrets()
    }
    private val heard = mutableListOf<Pair<Int, Answer>>()
    private val asked = mutableListOf<Pair<Int, HelpRequest>>()
    private val pending = mutableListOf<(HelpResult) -> Unit>()
    private val decided = mutableListOf<String>()
    private var process = begins()
    private val harness = SealedHarness(phone)
    private val push = Address.Ntfy("https://ntfy.example", "alert", "reply", null, null)
    private val daughter = process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, listOf(push))

    init {
        phone.help = RemoteHelp { contact, request, done ->
            asked += contact to request
            pending += done
        }
        phone.sealedConsent =
            object : SealedConsent {
                override fun reset(contact: Int) {
                    decided += "reset $contact"
                }

                override fun `object`(contact: Int) {
                    decided += "object $contact"
                }
            }
    }

    @Test
    fun `calling reaches the guard once and the device hears that`() {
        val device = danger()
        harness.answers(device, FamilyAsk.CALLING)
        assertEquals(listOf(0 to Answer.CALLING), heard)
        assertEquals(AskResult.DONE, device.result())
    }

    @Test
    fun `all fine is for a first sign and never for a red warning`() {
        val device = harness.pair(process, daughter)
        process.tell(FamilyMessage.EARLY)
        harness.carry()
        val fine = device.answer(FamilyAsk.FINE)
        process.tell(FamilyMessage.DANGER)
        harness.publish(device, fine)
        harness.carry()
        assertEquals(emptyList<Any>(), heard)
        assertEquals(AskResult.REFUSED, device.result())
    }

    @Test
    fun `all fine in time reaches the guard`() {
        val device = harness.pair(process, daughter)
        process.tell(FamilyMessage.EARLY)
        harness.carry()
        harness.answers(device, FamilyAsk.FINE)
        assertEquals(listOf(0 to Answer.FINE), heard)
    }

    @Test
    fun `an answer is in time for ten minutes to the millisecond`() {
        listOf(-1L to AskResult.DONE, 0L to AskResult.DONE, 1L to AskResult.LATE).forEach { (late, result) ->
            val device = danger()
            val calling = device.answer(FamilyAsk.CALLING)
            process.pass(TEN_MINUTES + late)
            heard.clear()
            harness.publish(device, calling)
            harness.carry()
            assertEquals("$late", result, device.result())
            assertEquals("$late", if (result == AskResult.DONE) 1 else 0, heard.size)
            process.tell(FamilyMessage.ENDED)
            process.pass(HOUR)
        }
    }

    @Test
    fun `a reboot voids what was asked before`() {
        val device = danger()
        val calling = device.answer(FamilyAsk.CALLING)
        phone.ticks.boots += 1
        harness.publish(device, calling)
        harness.carry()
        assertEquals(emptyList<Any>(), heard)
        assertEquals(AskResult.LATE, device.result())
    }

    @Test
    fun `an answer to a danger that is over is late`() {
        val device = danger()
        val calling = device.answer(FamilyAsk.CALLING)
        process.tell(FamilyMessage.ENDED)
        harness.publish(device, calling)
        harness.carry()
        assertEquals(emptyList<Any>(), heard)
    }

    @Test
    fun `nothing forged or repeated is heard and a flood costs only itself`() {
        val device = danger()
        val calling = device.answer(FamilyAsk.CALLING)
        val other = if (calling[calling.length - 30] == 'A') 'B' else 'A'
        val broken = calling.dropLast(30) + other + calling.takeLast(29)
        listOf(broken, "", "{}", calling.take(40), calling + "A", "A".repeat(3_491), "[".repeat(10_000)).forEach {
            harness.publish(device, it)
        }
        assertEquals(emptyList<Any>(), heard)
        harness.publish(device, calling)
        harness.publish(device, calling)
        harness.carry()
        assertEquals(listOf(0 to Answer.CALLING), heard)
        repeat(200) { harness.publish(device, "A".repeat(100)) }
        process.pass(60_000)
        harness.answers(device, FamilyAsk.END_CALL)
        assertEquals(1, asked.size)
    }

    @Test
    fun `answers may overtake each other and none is lost`() {
        val device = danger()
        val first = device.answer(FamilyAsk.CALLING)
        val second = device.answer(FamilyAsk.END_CALL)
        harness.publish(device, second)
        harness.publish(device, first)
        harness.carry()
        assertEquals(1, asked.size)
        assertEquals(listOf(0 to Answer.CALLING), heard)
    }

    @Test
    fun `help is asked for once and the device hears what became of it`() {
        val device = danger()
        harness.answers(device, FamilyAsk.END_CALL)
        harness.answers(device, FamilyAsk.SAY, "妈，是我，快挂掉")
        harness.answers(device, FamilyAsk.RING_NEXT)
        val requests = listOf(HelpRequest.EndCall, HelpRequest.Say("妈，是我，快挂掉"), HelpRequest.RingNext)
        assertEquals(requests.map { 0 to it }, asked)
        assertTrue(device.view.danger?.said.orEmpty().all { it.result == null })
        pending[0](HelpResult.NO_CALL)
        pending[0](HelpResult.DONE)
        pending[1](HelpResult.DONE)
        pending[2](HelpResult.NOT_AGREED)
        harness.carry()
        val results = device.view.danger?.said.orEmpty().map { it.result }
        assertEquals(listOf(AskResult.REFUSED, AskResult.DONE, AskResult.REFUSED), results)
        assertTrue("软件里的通话" in device.view.danger?.said.orEmpty().first().text.orEmpty())
    }

    @Test
    fun `help that a dead process was asked for is not given twice`() {
        val device = danger()
        harness.answers(device, FamilyAsk.END_CALL)
        dies()
        harness.carry()
        assertEquals(1, asked.size)
        assertEquals(AskResult.REFUSED, device.result())
    }

    @Test
    fun `a device paired after the setup says that it arrives and nothing else for a day`() {
        val device = harness.pair(process, daughter, duringSetUp = false)
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        harness.answers(device, FamilyAsk.CALLING)
        assertEquals(emptyList<Any>(), heard)
        assertEquals(AskResult.REFUSED, device.result())
        assertTrue("算数" in device.view.danger?.said.orEmpty().last().text.orEmpty())
        process.tell(FamilyMessage.ENDED)
        process.family.test(process.contacts.all().single())
        harness.carry()
        harness.answers(device, FamilyAsk.ARRIVED)
        assertNotNull(process.contacts.all().single().devices.single().provedAtMs)
        process.pass(DAY)
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        harness.answers(device, FamilyAsk.CALLING)
        assertEquals(listOf(0 to Answer.CALLING), heard)
    }

    @Test
    fun `the plain answers of a contact with a device never count`() {
        danger()
        val plain = process.outbox.deliveries().single { it.address.address == push }
        val token = process.tokens.of(plain, Answer.CALLING, phone.now + HOUR)
        phone.replies.comes("reply", "1", token)
        assertEquals(emptyList<Any>(), heard)
    }

    @Test
    fun `nor do they when the keys of that device are lost`() {
        danger()
        process.states.lose(process.contacts.all().single().devices.single().id)
        val plain = process.outbox.deliveries().single { it.address.address == push }
        phone.replies.comes("reply", "1", process.tokens.of(plain, Answer.CALLING, phone.now + HOUR))
        assertEquals(emptyList<Any>(), heard)
    }

    @Test
    fun `a device confirms the new contact that it was asked about and never itself`() {
        val device = harness.pair(process, daughter)
        val son = process.family.add("儿子", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
        assertTrue(son.id in process.contacts.onProbation())
        harness.carry()
        harness.answers(device, FamilyAsk.CONFIRM)
        assertEquals(emptySet<Long>(), process.contacts.onProbation().keys)
        assertNull(decided.firstOrNull())
    }

    @Test
    fun `an answer outlasts the process that opened it`() {
        val device = danger()
        val calling = device.answer(FamilyAsk.CALLING)
        // The process dies before it passes the answer on.
        process.family.answered = { _, _ -> error("dies") }
        harness.publish(device, calling)
        dies()
        assertEquals(listOf(0 to Answer.CALLING), heard)
        harness.carry()
        assertEquals(AskResult.DONE, device.result())
    }

    private fun danger(): RelativesDevice {
        val device = known ?: harness.pair(process, daughter).also { known = it }
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        return device
    }

    private var known: RelativesDevice? = null

    private fun RelativesDevice.result(): AskResult? = effects
        .filterIsInstance<LinkEffect.Record>().lastOrNull { it.v1.result != null }?.v1?.result

    private fun begins() = phone.process().also { it.family.answered = { place, answer -> heard += place to answer } }

    private fun dies() {
        process.end()
        process = begins()
        process.family.deliver()
    }

    private companion object {
        const val HOUR = 3_600_000L
        const val DAY = 24 * HOUR
        const val TEN_MINUTES = 600_000L
    }
}
