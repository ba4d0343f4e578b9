package app.kinguard.lock

import android.content.ContentValues
import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Address
import app.kinguard.family.Delivery
import app.kinguard.family.MessageKind
import app.kinguard.family.Notice
import app.kinguard.family.Outcome
import app.kinguard.family.screen.ContactActivity
import app.kinguard.family.screen.FamilyActivity
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.store.SecretStore.Opened
import app.kinguard.store.all
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Secrets of pairing are encrypted with a key, and losing the key costs the pairing and nothing else. */
@RunWith(AndroidRunner::class)
class SealedAddressesTest : LockTest() {
    @Test
    fun `no secret lies open, and every way is read as it was`() {
        host.add("女儿小芳", MARY, Address.TextMessage, PUSH, BARK)
        host.online = false
        host.process.family.remove(host.add("儿子小明", TOM, OTHER_PUSH))
        host.process.settings.heldAddresses = mapOf(7L to PUSH)
        val file = stored()
        listOf(PUSH.alertTopic, PUSH.replyTopic, "tk_s", "AbCdEfGh1234", OTHER_PUSH.alertTopic).forEach {
            assertFalse("$it in $file", it in file)
        }
        host.again()
        assertEquals(
            listOf(Address.TextMessage, PUSH, BARK),
            host.process.contacts.all().single().addresses.map { it.address },
        )
        assertEquals(mapOf(7L to PUSH), host.process.settings.heldAddresses)
    }

    @Test
    fun `what an earlier version left open is read, and sealed when it is next written`() {
        val mary = host.add("女儿小芳", MARY, Address.TextMessage)
        host.process.database.write { sql ->
            val row = ContentValues()
            row.put("contact", mary.id)
            row.put(
                "payload",
                """{"type":"ntfy","server":"${PUSH.server}","alert":"${PUSH.alertTopic}",
                "reply":"${PUSH.replyTopic}","token":"tk_s"}""",
            )
            row.put("proved_at", 7L)
            sql.insertOrThrow("address", null, row)
        }
        val read = host.process.contacts.all().single()
        assertEquals(listOf(Address.TextMessage, PUSH), read.addresses.map { it.address })
        assertTrue(PUSH.alertTopic in stored())
        host.process.contacts.change(read.copy(name = "小芳"))
        assertFalse(PUSH.alertTopic in stored())
        val kept = host.process.contacts.all().single().addresses
        assertEquals(listOf(Address.TextMessage, PUSH), kept.map { it.address })
        assertEquals("with its proof", 7L, kept.last().provedAtMs)
    }

    @Test
    fun `what a keystore that was busy left open is sealed once it answers`() {
        TestKeystore.isDeaf = true
        host.add("女儿小芳", MARY, PUSH)
        host.process.contacts.seal()
        assertTrue("it can be told all the same", PUSH.alertTopic in stored())
        TestKeystore.isDeaf = false
        host.process.contacts.seal()
        assertFalse(PUSH.alertTopic in stored())
        assertEquals(PUSH, host.process.contacts.all().single().addresses.single().address)
    }

    @Test
    fun `a phone without a keystore can still reach its family`() {
        TestKeystore.remove()
        host.add("女儿小芳", MARY, PUSH)
        host.again()
        assertEquals(PUSH, host.process.contacts.all().single().addresses.single().address)
    }

    @Test
    fun `a lost key costs a pairing, every other way works, and everybody is told once`() {
        host.add("女儿小芳", MARY, Address.TextMessage, PUSH, BARK)
        host.add("儿子小明", TOM, Address.TextMessage)
        TestKeystore.forget()
        host.again()
        open(FamilyActivity.intent(host))
        assertSays("推送（ntfy）：发不出去", "Bark（iPhone）：发不出去")
        open(ContactActivity.of(host, host.process.contacts.all().first().id))
        assertSays("要重新配对：推送（ntfy）、Bark（iPhone）")
        repeat(2) { host.process.family.tellOfLosses(host.process.settings) }
        val told = host.told(MessageKind.PAIRING_LOST)
        assertEquals(listOf(MARY, TOM), told.map { it.post.contact.number })
        assertEquals(
            "【亲守】12:00，妈妈的手机发不了推送给女儿小芳，配对失效了。请在那部手机上打开亲守，重新配对。",
            told.first().post.text,
        )
        danger()
        assertEquals(listOf(MARY), host.told(MessageKind.DANGER).map { it.post.contact.number })
        val failed = host.process.outbox.deliveries().filter {
            it.message.kind == MessageKind.DANGER && it.state == Delivery.State.FAILED
        }
        assertEquals(listOf(Outcome.Reason.UNPAIRED, Outcome.Reason.UNPAIRED), failed.map { it.reason })
    }

    @Test
    fun `who can be reached on no way any more is not waited for`() {
        host.add("女儿小芳", MARY, PUSH)
        host.add("儿子小明", TOM, Address.TextMessage)
        TestKeystore.forget()
        host.again()
        danger()
        assertEquals(listOf(TOM), host.told(MessageKind.DANGER).map { it.post.contact.number })
    }

    @Test
    fun `pairing again mends it`() {
        val mary = host.add("女儿小芳", MARY, Address.TextMessage, PUSH)
        TestKeystore.forget()
        host.again()
        host.process.family.tellOfLosses(host.process.settings)
        val lost = host.process.contacts.all().single()
        val again = lost.addresses.filterNot { it.address is Address.Lost } +
            mary.addresses.last().copy(address = OTHER_PUSH)
        host.process.contacts.change(lost.copy(addresses = again))
        val now = host.process.contacts.all().single().addresses
        assertEquals(listOf(Address.TextMessage, OTHER_PUSH), now.map { it.address })
        host.process.family.tellOfLosses(host.process.settings)
        assertEquals(1, host.told(MessageKind.PAIRING_LOST).size)
    }

    @Test
    fun `a keystore that does not answer yet loses nothing`() {
        val mary = host.add("女儿小芳", MARY, Address.TextMessage, PUSH)
        TestKeystore.isDeaf = true
        host.again()
        host.process.family.tellOfLosses(host.process.settings)
        assertTrue(host.told(MessageKind.PAIRING_LOST).isEmpty())
        danger()
        open(ContactActivity.of(host, mary.id))
        assertSilent("要重新配对")
        tap("保存，去测试")
        TestKeystore.isDeaf = false
        assertEquals(
            listOf(Address.TextMessage, PUSH),
            host.process.contacts.all().single().addresses.map { it.address },
        )
        host.pass(MINUTE_MS)
        assertTrue("it is tried again", host.told(MessageKind.DANGER).any { it.address == PUSH })
    }

    @Test
    fun `sealing twice gives nothing away, and what was touched is not opened`() {
        val secrets = KeystoreSecretStore()
        val one = checkNotNull(secrets.seal("secret"))
        assertNotEquals(one, secrets.seal("secret"))
        assertEquals(Opened.Text("secret"), KeystoreSecretStore().open(one))
        val touched = one.dropLast(6) + if (one[one.length - 6] == 'A') "B" + one.takeLast(5) else "A" + one.takeLast(5)
        assertEquals(Opened.Lost, KeystoreSecretStore().open(touched))
        listOf("", "AA==", "no base64!").forEach { assertEquals(Opened.Lost, KeystoreSecretStore().open(it)) }
        TestKeystore.remove()
        assertNull(KeystoreSecretStore().seal("secret"))
    }

    @Test
    fun `a keystore that throws whatever it likes is not there now, and nothing is lost`() {
        val sealed = checkNotNull(KeystoreSecretStore().seal("secret"))
        for (thrown in listOf(
            IllegalStateException("busy"),
            IllegalArgumentException("bad"),
            SecurityException("no"),
        )) {
            TestKeystore.thrown = thrown
            assertEquals("$thrown", Opened.NotNow, KeystoreSecretStore().open(sealed))
            assertNull("$thrown", KeystoreSecretStore().seal("secret"))
        }
        TestKeystore.thrown = null
        assertEquals(Opened.Text("secret"), KeystoreSecretStore().open(sealed))
    }

    private fun danger() {
        val notice = Notice(FamilyMessage.DANGER, RuleId.SHARE_DURING_CALL, host.process.now, null, emptySet())
        host.process.database.write { host.process.family.keep(notice) }
        host.process.family.deliver()
    }

    /** Returns all rows of addresses and settings in the database. */
    private fun stored(): String = host.process.database.read { sql ->
        listOf("SELECT payload FROM address", "SELECT payload FROM former", "SELECT value FROM setting")
            .flatMap { sql.rawQuery(it, null).all { getString(0) } }
            .joinToString("\n")
    }
}
