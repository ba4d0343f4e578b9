package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyMessage
import app.kinguard.core.GuardState
import app.kinguard.family.Answer
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What paired devices are told without being asked: that the phone guards, and how a danger goes on. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class DeviceReportsTest {
    private val phone = FamilyTestDevice(RuntimeEnvironment.getApplication()).also {
        it.ticks.to(HOUR)
        it.secrets = ManualSecrets()
    }
    private val process = phone.process()
    private val harness = SealedHarness(phone)
    private val daughter = process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, emptyList())
    private val device = harness.pair(process, daughter)

    @Test
    fun `a device hears at once how the guard is and then every few hours`() {
        assertEquals(GuardState.GUARDING, device.view.health?.state)
        val before = phone.network.left.size
        process.pass(DeviceReports.EVERY_MS - 16 * MINUTE)
        process.family.attendToDevices()
        assertEquals(before, phone.network.left.size)
        process.pass(MINUTE)
        process.family.attendToDevices()
        assertEquals(before + 1, phone.network.left.size)
        val heard = device.view.heard
        harness.carry()
        assertFalse(heard == device.view.heard)
    }

    @Test
    fun `a change is told at once and only once`() {
        phone.report = GuardReport(GuardState.LIMITED, listOf(Capability.OVERLAY), isFaulty = false)
        process.family.attendToDevices()
        process.family.attendToDevices()
        val before = phone.network.left.size
        harness.carry()
        assertEquals(before, phone.network.left.size)
        assertEquals(GuardState.LIMITED, device.view.health?.state)
        assertEquals(listOf("OVERLAY"), device.view.health?.faults)
    }

    @Test
    fun `whoever withdraws the consent is off and nothing follows`() {
        process.family.withdraw(phone.now)
        process.pass(MINUTE)
        harness.carry()
        assertEquals(GuardState.OFF, device.view.health?.state)
        val before = phone.network.left.size
        process.pass(DAY)
        process.family.attendToDevices()
        assertEquals(before, phone.network.left.size)
    }

    @Test
    fun `the story grows with each step and ends with the danger`() {
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        phone.story = DangerStory(true, listOf(1_000L to "陌生来电"))
        process.family.attendToDevices()
        phone.story = DangerStory(true, listOf(1_000L to "陌生来电", 2_000L to "打开了建设银行"))
        process.family.attendToDevices()
        process.family.attendToDevices()
        harness.carry()
        assertEquals(listOf("陌生来电", "打开了建设银行"), device.view.danger?.steps.orEmpty().map { it.text })
        assertTrue(device.view.danger?.red == true)
        process.tell(FamilyMessage.ENDED)
        harness.carry()
        assertNull(device.view.danger)
        val before = phone.network.left.size
        phone.story = DangerStory(true, listOf(3_000L to "别的"))
        process.family.attendToDevices()
        assertEquals(before, phone.network.left.size)
    }

    @Test
    fun `while it is red the story is told again in time so that answers stay possible`() {
        val heard = mutableListOf<Answer>()
        process.family.answered = { _, answer -> heard += answer }
        phone.story = DangerStory(true, listOf(1_000L to "陌生来电"))
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        process.pass(25 * MINUTE)
        harness.carry()
        harness.answers(device, FamilyAsk.CALLING)
        assertEquals(listOf(Answer.CALLING), heard)
    }

    @Test
    fun `who was not told of the danger is told no story`() {
        val son = process.contacts.add("儿子", "+8613900000002", Language.MAINLAND, emptyList())
        val other = harness.pair(process, son)
        phone.story = DangerStory(true, listOf(1_000L to "陌生来电"))
        process.tell(FamilyMessage.DANGER)
        process.family.attendToDevices()
        harness.carry()
        assertEquals(1, device.view.danger?.steps?.size)
        assertNull(other.view.danger)
    }

    private companion object {
        const val MINUTE = 60_000L
        const val HOUR = 60 * MINUTE
        const val DAY = 24 * HOUR
    }
}
