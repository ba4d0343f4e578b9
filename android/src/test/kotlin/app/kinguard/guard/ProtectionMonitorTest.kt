package app.kinguard.guard

import app.kinguard.AndroidRunner
import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.signals.SignalState
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class ProtectionMonitorTest {
    private val phone = GuardTestDevice(RuntimeEnvironment.getApplication())
    private val ports = phone.ports
    private val usage = ScriptedSignal()

    @Test
    fun `what was never granted is not lost`() {
        usage.works = MISSING
        phone.lacking += Capability.OVERLAY
        phone.process(usage).start().passTo(HOUR)
        assertEquals(emptyList<FamilyMessage>(), ports.told)
    }

    @Test
    fun `a loss is told once and its end too`() {
        val process = phone.process(usage).start()
        usage.works = MISSING
        process.passTo(HOUR)
        assertEquals(listOf(FamilyMessage.PROTECTION), ports.told)
        assertEquals("the notification is renewed", 1, phone.protectionChanges)
        usage.works = SignalState.Works
        process.passTo(2 * HOUR)
        assertEquals(listOf(FamilyMessage.PROTECTION, FamilyMessage.RESTORED), ports.told)
    }

    @Test
    fun `it is looked at once a minute`() {
        val process = phone.process(usage).start()
        usage.works = MISSING
        process.passTo(ProtectionMonitor.EVERY_MS - 1)
        assertEquals(emptyList<FamilyMessage>(), ports.told)
        process.passTo(ProtectionMonitor.EVERY_MS + LOOK)
        assertEquals(listOf(FamilyMessage.PROTECTION), ports.told)
    }

    @Test
    fun `who comes back from the settings need not wait`() {
        val process = phone.process(usage).start()
        phone.lacking += Capability.NOTIFICATIONS
        process.runner.lookAgain()
        assertEquals(listOf(FamilyMessage.PROTECTION), ports.told)
        phone.lacking.clear()
        process.runner.lookAgain()
        assertEquals(listOf(FamilyMessage.PROTECTION, FamilyMessage.RESTORED), ports.told)
    }

    @Test
    fun `taking a permission ends the process and the next one tells it once`() {
        phone.process(usage).start().also { it.passTo(HOUR) }.also { it.runner.lookAgain() }.end()
        usage.works = MISSING
        phone.process(usage).start().end()
        assertEquals(listOf(FamilyMessage.PROTECTION), ports.told)
        phone.process(usage).start().also { it.passTo(2 * HOUR) }.end()
        assertEquals(listOf(FamilyMessage.PROTECTION), ports.told)
    }

    @Test
    fun `what is granted again is started again`() {
        usage.works = MISSING
        val process = phone.process(usage).start()
        assertEquals(1, usage.starts)
        process.passTo(HOUR)
        assertEquals("not without reason", 1, usage.starts)
        usage.works = SignalState.Works
        process.runner.lookAgain()
        assertEquals(2, usage.starts)
    }

    private companion object {
        val MISSING = SignalState.Missing(Capability.USAGE_ACCESS)
        const val HOUR = 3_600_000L
        const val LOOK = 3_000L
    }
}
