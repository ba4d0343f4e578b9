package app.kinguard.family.sealed

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.family.Address
import app.kinguard.family.Delivery.State
import app.kinguard.family.FamilyTestDevice
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.devices
import app.kinguard.store.EssentialsBackup
import app.kinguard.store.SecretStore
import app.kinguard.store.all
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Keys that are lost, unreadable or from an earlier time: the device is lost, and everybody hears so. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
class DeviceKeysTest {
    private val app = RuntimeEnvironment.getApplication()
    private val phone = FamilyTestDevice(app).also { it.ticks.to(HOUR) }
    private val secrets = ManualSecrets()
    private var process = phone.process(secrets)
    private val harness = SealedHarness(phone)
    private val daughter = process.contacts.add("女儿", "+8613900000001", Language.MAINLAND, emptyList())
    private val device = harness.pair(process, daughter)
    private val address get() = process.contacts.all().single().addresses.map { it.address }

    @Test
    fun `a database that was rolled back is found and told by text message and nothing is sent plain`() {
        val file = app.getDatabasePath("kinguard.db")
        process.end()
        val earlier = file.readBytes()
        process = phone.process(secrets)
        process.tell(FamilyMessage.EARLY)
        harness.carry()
        process.end()
        file.writeBytes(earlier)
        process = phone.process(secrets)
        assertLost()
    }

    @Test
    fun `a process that dies after a state is stored and before its number is has lost nothing`() {
        val numbers = app.noBackupFilesDir.resolve("generations")
        val earlier = numbers.readText()
        process.tell(FamilyMessage.EARLY)
        process.end()
        assertNotEquals(earlier, numbers.readText())
        numbers.writeText(earlier)
        process = phone.process(secrets)
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        assertEquals("early and danger", 2, device.alarms.size)
        assertEquals(0, process.losses)
        assertTrue("$address", address.none { it is Address.Lost })
    }

    @Test
    fun `a state that the keystore opens no more is lost`() {
        secrets.opens = SecretStore.Opened.Lost
        assertLost()
    }

    @Test
    fun `a damaged state is lost when something is to be sealed`() {
        val garbled = checkNotNull(secrets.seal("AAAA"))
        process.database.write { it.execSQL("UPDATE device SET state = ?", arrayOf(garbled)) }
        process.tell(FamilyMessage.DANGER)
        assertEquals(1, process.losses)
        assertEquals("at once, as no device can have it", 1, told(MessageKind.DANGER).size)
        assertLossIsTold()
    }

    @Test
    fun `a keystore that does not answer now has lost nothing and the message waits`() {
        secrets.opens = SecretStore.Opened.NotNow
        process.tell(FamilyMessage.DANGER)
        process.family.tellOfLosses(process.settings)
        assertEquals(emptyList<MessageKind>(), told(MessageKind.PAIRING_LOST))
        process.pass(MINUTE)
        assertEquals("by text message meanwhile", 1, told(MessageKind.DANGER).size)
        secrets.opens = null
        process.pass(HOUR)
        harness.carry()
        assertEquals(1, device.alarms.size)
    }

    @Test
    fun `a keystore that encrypts nothing now seals nothing and no counter is used twice`() {
        secrets.seals = false
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        assertEquals(0, device.alarms.size)
        secrets.seals = true
        process.pass(HOUR)
        harness.carry()
        assertEquals(1, device.alarms.size)
    }

    @Test
    fun `no backup holds the keys and a database filled from one has lost the device`() {
        val kept = app.noBackupFilesDir.resolve("essentials")
        val backup = EssentialsBackup(kept)
        backup.keep(process.database)
        val state = process.database.read { sql ->
            sql.rawQuery("SELECT state FROM device", null).all { getString(0) }
        }.single()
        assertFalse(state in kept.readText())
        process.end()
        app.deleteDatabase("kinguard.db")
        process = phone.process(secrets)
        process.database.write { sql ->
            sql.delete("setting", null, null)
            assertTrue(backup.fill(sql))
        }
        assertLost()
    }

    @Test
    fun `another pairing makes up for it`() {
        process.states.lose(process.contacts.all().single().devices.single().id)
        val another = harness.pair(process, daughter)
        process.tell(FamilyMessage.DANGER)
        harness.carry()
        assertEquals(1, another.alarms.size)
        assertEquals(0, device.alarms.size)
    }

    private fun assertLossIsTold() {
        assertTrue("$address", address.any { it is Address.Lost && it.forGood && it.way == Address.Lost.DEVICE })
        process.family.tellOfLosses(process.settings)
        process.family.tellOfLosses(process.settings)
        assertEquals("once", 1, told(MessageKind.PAIRING_LOST).size)
    }

    private fun assertLost() {
        val before = phone.network.left.size
        assertLossIsTold()
        process.tell(FamilyMessage.DANGER)
        assertEquals("at once, as no device can have it", 1, told(MessageKind.DANGER).size)
        assertEquals("nothing is sent that could be read", before, phone.network.left.size)
        val sealed = process.outbox.deliveries().filter { it.address.address is Address.Lost }
        assertTrue(sealed.filter { it.message.kind == MessageKind.DANGER }.all { it.state == State.FAILED })
    }

    private fun told(kind: MessageKind) = phone.network.arrived.map { it.kind }.filter { it == kind }

    private companion object {
        const val HOUR = 3_600_000L
        const val MINUTE = 60_000L
    }
}
