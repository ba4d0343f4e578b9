package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.store.Database
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class ContactsTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private val contacts = Contacts(database)

    @After
    fun close() = database.close()

    @Test
    fun `a group that moved is still the proved way`() {
        val before = Address.Webhook("telegram", mapOf("token" to "t", "chat" to "-123456"))
        val other = before.copy(values = before.values + ("chat" to "-99"))
        contacts.add("a", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage, before))
        contacts.add("b", "+8613900000002", Language.MAINLAND, listOf(before, other))
        val stored = contacts.all().first().addresses.last()
        contacts.prove(stored.id, 7)
        val after = before.copy(values = before.values + ("chat" to "-1001234567890"))
        contacts.moved(before, after)
        val (a, b) = contacts.all()
        assertEquals(listOf(Address.TextMessage, after), a.addresses.map { it.address })
        assertEquals(stored.copy(address = after, provedAtMs = 7), a.addresses.last())
        assertEquals("for every contact who has it", listOf(after, other), b.addresses.map { it.address })
        assertEquals("no contact lost it", emptyMap<Long, Contact>(), contacts.former())
    }

    @Test
    fun `a name is one short line`() {
        val long = "\u202E妈妈\n的\u200B女儿" + "x".repeat(3_000_000)
        val contact = contacts.add(long, "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
        assertEquals("妈妈 的女儿" + "x".repeat(194), contact.name)
        contacts.change(contact.copy(name = "二\u0000女"))
        assertEquals("二女", contacts.all().single().name)
        val settings = FamilySettings(database)
        settings.parent = "妈\u202E妈 "
        assertEquals("妈妈", settings.parent)
    }
}
