package app.kinguard.store

import android.content.Context
import android.database.sqlite.SQLiteDatabase
import app.kinguard.AndroidRunner
import app.kinguard.core.Effect
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Address
import app.kinguard.family.Answer
import app.kinguard.family.AnswerTokens
import app.kinguard.family.Contacts
import app.kinguard.family.Delivery
import app.kinguard.family.FamilySettings
import app.kinguard.family.MessageKind
import app.kinguard.family.Outbox
import app.kinguard.guard.GuardStore
import app.kinguard.guard.unreadable
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** A phone guarded by the first version keeps all its data when it is upgraded. */
@RunWith(AndroidRunner::class)
class UpgradeTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val first = context.getDatabasePath("kinguard.db").also { it.parentFile?.mkdirs() }

    @Test
    fun `every row of every table of the first version is there, and is understood`() {
        val before = firstVersion()
        var unreadable = 0
        val database = Database(context, rescue = unreadable { unreadable += 1 })
        val after = database.read { sql -> before.mapValues { (table, was) -> rows(sql, table, was.first().size) } }
        assertEquals(before, after)
        assertEquals(SCHEMA.size, database.read { it.version })
        assertEquals(0, unreadable)
        assertTrue("each table has rows: $before", before.values.all { it.isNotEmpty() })

        val store = GuardStore(database)
        assertEquals(GuardStore.Settings("CN", listOf("HK"), 300_000), store.settings)
        assertEquals("""{"v":1}""", store.snapshot())
        val danger = Effect.NotifyFamily(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE)
        assertEquals(listOf<Effect?>(danger), store.unfinished().map { it.effect })
        assertEquals(RuleId.BANK_DURING_SHARE, store.standing()?.warn?.rule)
        assertEquals(listOf("old"), store.aside())
        val contacts = Contacts(database)
        val mary = contacts.all().single()
        assertEquals("女儿小芳", mary.name)
        assertEquals(Address.TextMessage to 17L, mary.addresses.single().let { it.address to it.provedAtMs })
        val delivery = Outbox(database, contacts).deliveries().single()
        assertEquals(MessageKind.DANGER to Delivery.State.SENT, delivery.message.kind to delivery.state)
        assertEquals("妈妈", FamilySettings(database).parent)
        assertEquals(Answer.CALLING, AnswerTokens(database).redeem("token", mary.id, 30)?.answer)
    }

    @Test
    fun `whoever skipped versions has the tables of whoever never did`() {
        firstVersion()
        val upgraded = Database(context).read(::tables)
        val fresh = Database(context, "fresh.db").read(::tables)
        assertEquals(fresh, upgraded)
    }

    /** Creates the file of the first version, and returns its rows by table. */
    private fun firstVersion(): Map<String, List<List<String?>>> =
        SQLiteDatabase.openOrCreateDatabase(first, null).use { sql ->
            SCHEMA.first().forEach(sql::execSQL)
            sql.version = 1
            ROWS.forEach(sql::execSQL)
            tables(sql).keys.associateWith { rows(sql, it) }
        }

    private fun tables(sql: SQLiteDatabase): Map<String, String> = sql
        .rawQuery("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name", null)
        .all { getString(0) to getString(1) }
        .filterNot { (name, _) -> name == "android_metadata" || name.startsWith("sqlite_") }
        .toMap()

    /** Omits columns that were added later. */
    private fun rows(sql: SQLiteDatabase, table: String, columns: Int = Int.MAX_VALUE): List<List<String?>> =
        sql.rawQuery("SELECT * FROM $table", null).all { List(columnCount.coerceAtMost(columns), ::textOrNull) }

    private companion object {
        val ROWS = listOf(
            "INSERT INTO setting VALUES ('home', 'CN'), ('familiar-regions', 'HK'), ('family-waits', '300000')",
            "INSERT INTO setting VALUES ('family-parent', '妈妈')",
            """INSERT INTO engine VALUES (0, '{"v":1}')""",
            """INSERT INTO effect (at, kind, payload, state) VALUES (5, 'NotifyFamily',
            '{"type":"notify_family","kind":"DANGER","rule":"BANK_DURING_SHARE"}', 'PENDING')""",
            """INSERT INTO standing VALUES (0, 5, '{"type":"warn","level":"RED","rule":"BANK_DURING_SHARE","reasons":[]}',
            1, 0, 0, NULL)""",
            "INSERT INTO aside (at, snapshot) VALUES (1, 'old')",
            "INSERT INTO contact VALUES (3, 0, '女儿小芳', '+8613900000001', 'MAINLAND')",
            """INSERT INTO address VALUES (4, 3, '{"type":"text_message"}', 17)""",
            """INSERT INTO message VALUES (6, 1, 'DANGER', 5, '{"rule":"BANK_DURING_SHARE","lacking":[]}')""",
            "INSERT INTO delivery VALUES (7, 6, 3, 4, 5, 'SENT', NULL, 1, 9, 9, 0)",
            "INSERT INTO token VALUES ('token', 7, 'CALLING', 99, 0)",
        )
    }
}
