package app.kinguard.lock

import android.content.ComponentName
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Refusal
import app.kinguard.guard.ServiceTrust
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith

/** Tests which services of other apps the family may trust, and for how long that holds. */
@RunWith(AndroidRunner::class)
class KnownServicesTest : LockTest() {
    private val known get() = host.process.services
    private val phone get() = host.services

    private fun strange() = known.find().filterNot { it.acquaintance == ServiceTrust.Known }.map { it.service }

    @Before
    fun follow() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        known.watch { it() }
    }

    @Test
    fun `a reader that is on while the phone is set up may be said to be known, and everybody is told`() {
        val reader = phone.isOn(READER)
        assertEquals(listOf(reader), strange())
        assertTrue(known.acknowledge(reader))
        assertEquals(emptyList<ComponentName>(), strange())
        assertEquals("at once, though the phone was asked a moment ago", false, known.anyStrangeLately())
        assertEquals(listOf(MARY), host.told(MessageKind.SERVICE_KNOWN).map { it.post.contact.number })
        assertFalse("once", known.acknowledge(reader))
        assertEquals(1, host.told(MessageKind.SERVICE_KNOWN).size)
        host.again()
        assertEquals("it outlives the process", emptyList<ComponentName>(), strange())
    }

    @Test
    fun `nobody is talked into it on the phone while it is set up`() {
        val reader = phone.isOn(READER)
        phone.inCall = true
        assertRefused(reader, Refusal.DURING_CALL)
        phone.inCall = false
        assertTrue(known.acknowledge(reader))
    }

    @Test
    fun `it is taken back, and may be said again`() {
        val reader = phone.isOn(READER)
        known.acknowledge(reader)
        assertTrue(known.forget(reader))
        assertEquals(listOf(reader), strange())
        assertEquals(true, known.anyStrangeLately())
        assertFalse(known.forget(reader))
        assertTrue(known.acknowledge(reader))
    }

    @Test
    fun `another one that is switched on beside a known one is strange`() {
        known.acknowledge(phone.isOn(READER))
        val other = phone.isOn("com.example.clicker")
        assertEquals(listOf(other), strange())
    }

    @Test
    fun `one that was off is strange`() {
        val reader = phone.isOn(READER)
        known.acknowledge(reader)
        phone.isOff(reader)
        phone.isOn(READER)
        assertEquals(listOf(reader), strange())
    }

    @Test
    fun `so is one whose app has another signer, and one that was installed anew`() {
        val reader = phone.isOn(READER)
        known.acknowledge(reader)
        phone.signed(reader, "another", ManualAccessibilityServices.INSTALLED_MS)
        assertEquals(listOf(reader), strange())
        known.acknowledge(reader)
        phone.signed(reader, "another", ManualAccessibilityServices.INSTALLED_MS + 1)
        assertEquals(listOf(reader), strange())
    }

    @Test
    fun `while its app is updated it is not believed, and afterwards known as before`() {
        val reader = phone.isOn(READER)
        known.acknowledge(reader)
        phone.isHidden(reader)
        assertEquals(listOf(reader), strange())
        assertFalse(known.acknowledge(reader))
        phone.signed(reader, "first", ManualAccessibilityServices.INSTALLED_MS)
        assertEquals(emptyList<ComponentName>(), strange())
    }

    @Test
    fun `what shows the screen to others, and what came from a file, is never known`() {
        val remote = phone.isOn("youqu.android.todesk", sharesScreen = true)
        val clicker = phone.isOn("com.example.clicker", fromStore = false)
        assertRefused(remote, Refusal.SHOWS_SCREEN)
        assertRefused(clicker, Refusal.NOT_FROM_STORE)
        host.isSetUp = true
        host.pass(10 * DAY_MS)
        assertRefused(remote, Refusal.SHOWS_SCREEN)
        assertRefused(clicker, Refusal.NOT_FROM_STORE)
        assertEquals(0, host.told(MessageKind.SERVICE_KNOWN).size)
    }

    @Test
    fun `after set-up it has to have been on for a day`() {
        host.isSetUp = true
        val manager = phone.isOn("com.example.passwords")
        strange()
        host.pass(DAY_MS - 1)
        assertRefused(manager, Refusal.TOO_NEW)
        host.pass(1)
        assertTrue(known.acknowledge(manager))
    }

    @Test
    fun `switched off and on within it, the day begins again`() {
        host.isSetUp = true
        val manager = phone.isOn("com.example.passwords")
        host.pass(DAY_MS - 1)
        phone.isOff(manager)
        phone.isOn("com.example.passwords")
        host.pass(1)
        assertRefused(manager, Refusal.TOO_NEW)
    }

    @Test
    fun `and no warning may have been given in the last day`() {
        host.isSetUp = true
        val manager = phone.isOn("com.example.passwords")
        host.pass(5 * DAY_MS)
        host.warnedMs = host.process.now
        host.pass(DAY_MS - 1)
        assertRefused(manager, Refusal.TOO_NEW)
        host.pass(1)
        assertTrue(known.acknowledge(manager))
    }

    @Test
    fun `a phone that does not say which are on forgets none`() {
        val reader = phone.isOn(READER)
        known.acknowledge(reader)
        phone.says = false
        assertEquals(emptyList<ComponentName>(), strange())
        phone.says = true
        assertEquals(emptyList<ComponentName>(), strange())
        assertEquals(ServiceTrust.Known, known.find().single().acquaintance)
    }

    private fun assertRefused(service: ComponentName, why: Refusal) {
        assertFalse("$service", known.acknowledge(service))
        val found = known.find().single { it.service == service }
        assertEquals(ServiceTrust.Refused(why), found.acquaintance)
        assertTrue(service in strange())
    }

    private companion object {
        const val READER = "com.dianming.phoneapp"
        const val DAY_MS = KnownServices.PROVED_MS
    }
}
