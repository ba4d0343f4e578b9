package app.kinguard.guard

import android.content.Context
import app.kinguard.AndroidRunner
import app.kinguard.core.Effect
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.Player
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.core.effectFromJson
import app.kinguard.core.effectToJson
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class GuardStoreTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private var unreadable = 0
    private val database = Database(context, rescue = unreadable { unreadable += 1 })
    private val store = GuardStore(database)
    private val danger = Effect.NotifyFamily(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE)

    @Test
    fun `what is written is read by the next process`() {
        store.settings = GuardStore.Settings("CN", listOf("HK", "MO"))
        store.timeBase = TimeBase(1, null, 2, 3)
        store.commit("state", listOf(GuardStore.Said(7, danger)))
        database.close()
        val next = GuardStore(Database(context))
        assertEquals(GuardStore.Settings("CN", listOf("HK", "MO")), next.settings)
        assertEquals(TimeBase(1, null, 2, 3), next.timeBase)
        assertEquals("state", next.snapshot())
        assertEquals(listOf(danger), next.unfinished().map(GuardStore.Row::effect))
        next.settings = null
        assertNull(next.settings)
    }

    @Test
    fun `every effect of every scenario is read as it was written`() {
        val said =
            Trace
                .scenarios()
                .values
                .flatMap { Player(it).play().said }
                .distinct()
        assertTrue("${said.size}", said.size > 50)
        for (effect in said) assertEquals(effect, effectFromJson(effectToJson(effect)))
    }

    @Test
    fun `what a later version wrote reads as nothing`() {
        assertNull(effectFromJson("""{"type":"sing"}"""))
        assertNull(effectFromJson("""{"type":"notify_family","kind":"WHISPER","rule":"HELP_ASKED"}"""))
        assertNull(effectFromJson("{"))
    }

    @Test
    fun `a commit that fails leaves nothing behind`() {
        store.commit("before")
        database.readOnly(true)
        assertThrows(RuntimeException::class.java) { store.commit("after", listOf(GuardStore.Said(1, danger))) }
        database.readOnly(false)
        assertEquals("before", store.snapshot())
        assertEquals(emptyList<GuardStore.Row>(), store.unfinished())
    }

    @Test
    fun `a database of a later version lies aside`() {
        store.commit("state")
        database.close()
        val file = context.getDatabasePath("kinguard.db")
        android.database.sqlite.SQLiteDatabase
            .openDatabase(file.path, null, 0)
            .use { it.version = 99 }
        assertNull(store.snapshot())
        assertEquals(1, unreadable)
        store.commit("new")
        assertEquals("new", store.snapshot())
    }

    @Test
    fun `only a few damaged files are kept`() {
        val file = context.getDatabasePath("kinguard.db")
        repeat(5) {
            store.commit("state")
            database.close()
            file.writeBytes(ByteArray(4_096) { 1 })
            assertNull(store.snapshot())
        }
        assertEquals(5, unreadable)
        val aside =
            file.parentFile
                ?.list()
                .orEmpty()
                .filter { "unreadable" in it }
                .sorted()
        assertEquals((3..5).map { "kinguard.db-unreadable-00$it" }, aside)
    }

    @Test
    fun `what is done is forgotten in time`() {
        store.commit("state", List(500) { GuardStore.Said(it.toLong(), danger) })
        store.unfinished().forEach { store.mark(it, GuardStore.State.DONE) }
        assertEquals(emptyList<GuardStore.Row>(), store.unfinished())
        assertTrue(database.rows() <= 201)
    }

    @Test
    fun `the warning that stands is kept with its count`() {
        val warn = Effect.Warn(Level.RED, RuleId.BANK_DURING_SHARE, emptyList())
        val first = ActiveWarning.after(null, warn, 5)
        val second = ActiveWarning.after(first, warn, 6)
        store.commit("state", standing = second)
        assertEquals(second, store.standing())
        assertEquals(2, store.standing()?.showing)
        store.commit("state", standing = ActiveWarning.after(second, Effect.Dismiss(), 7))
        assertNull(store.standing())
    }
}
