package app.kinguard.store

import android.content.Context
import android.database.sqlite.SQLiteDatabase
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Consent
import app.kinguard.family.Contacts
import app.kinguard.family.FamilySettings
import app.kinguard.family.Language
import app.kinguard.family.Message
import app.kinguard.family.MessageKind
import app.kinguard.family.Outbox
import app.kinguard.guard.GuardStore
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** A database that cannot be read costs the history, but not the contacts. */
@RunWith(AndroidRunner::class)
class EssentialsBackupTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val file = context.noBackupFilesDir.resolve("copy")
    private val copy = EssentialsBackup(file)
    private var unreadable = 0
    private var database = process()

    @Test
    fun `the next database knows whom to tell, that they may be told, and where it is at home`() {
        setUp()
        copy.keep(database)
        damage()
        assertEquals("女儿小芳", Contacts(database).all().single().name)
        assertEquals(1, unreadable)
        val mary = Contacts(database).all().single()
        assertEquals(Address.TextMessage to 17L, mary.addresses.single().let { it.address to it.provedAtMs })
        assertTrue(Consent(database).state is Consent.State.Given)
        assertEquals(GuardStore.Settings("CN", listOf("HK"), 300_000), GuardStore(database).settings)
        assertEquals("妈妈", FamilySettings(database).parent)
        assertEquals("1", database.setting("lock-pin"))
        assertNull("temporary values are forgotten", database.setting("unseen"))
    }

    @Test
    fun `a number that was once sent is not sent again`() {
        setUp()
        val mary = Contacts(database).all().single()
        val before = send(mary.id)
        copy.keep(database)
        damage()
        assertTrue(send(mary.id) >= before + 1_000)
    }

    @Test
    fun `a copy that is damaged too is no worse than none`() {
        setUp()
        copy.keep(database)
        for (text in listOf("", "{", "[]", """{"contact":[{"no":"such"}]}""", """{"contact":7}""")) {
            file.writeText(text)
            damage()
            assertEquals(text, emptyList<Any>(), Contacts(database).all())
            assertNull(database.setting("home"))
        }
    }

    @Test
    fun `an empty database is no reason to forget the copy, and neither is one that cannot be read`() {
        setUp()
        copy.keep(database)
        val text = file.readText()
        database.write { sql -> listOf("contact", "address", "setting").forEach { sql.delete(it, null, null) } }
        copy.keep(database)
        assertEquals(text, file.readText())
    }

    @Test
    fun `what is changed is copied, and nothing is written twice`() {
        setUp()
        copy.keep(database)
        file.setLastModified(1_000)
        copy.keep(database)
        assertEquals(1_000L, file.lastModified())
        val mary = Contacts(database).all().single()
        Contacts(database).change(mary.copy(name = "小芳"))
        copy.keep(database)
        damage()
        assertEquals(listOf("小芳"), Contacts(database).all().map { it.name })
    }

    private fun setUp() {
        val contacts = Contacts(database)
        val mary = contacts.add("女儿小芳", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
        contacts.prove(mary.addresses.single().id, 17)
        GuardStore(database).settings = GuardStore.Settings("CN", listOf("HK"), 300_000)
        GuardStore(database).unseenMs = 5
        FamilySettings(database).parent = "妈妈"
        database.write { sql ->
            sql.putSetting("family-consent", "given 5")
            sql.putSetting("lock-pin", "1")
        }
    }

    private fun send(contact: Long): Long {
        val contacts = Contacts(database)
        val outbox = Outbox(database, contacts)
        val message = outbox.write(MessageKind.DANGER, 1, 1, Message.Facts())
        outbox.address(message, contacts.all().first { it.id == contact }, 1)
        return outbox.deliveries().last().id
    }

    private fun damage() {
        database.close()
        context.getDatabasePath("kinguard.db").writeBytes(ByteArray(8_192) { 0x5a })
        database = process()
    }

    private fun process() = Database(
        context,
        rescue = object : DatabaseRecovery {
            override fun unreadable() {
                unreadable += 1
            }

            override fun begun(sql: SQLiteDatabase) {
                copy.fill(sql)
            }
        },
    )
}
