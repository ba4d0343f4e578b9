package app.kinguard.lock

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.MessageKind
import app.kinguard.guard.Pause
import app.kinguard.guard.readOnly
import app.kinguard.page.PageAccess
import app.kinguard.store.putSetting
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import java.time.Instant
import java.time.ZoneId
import java.time.ZonedDateTime

@RunWith(AndroidRunner::class)
class PauseTest : LockTest() {
    private val pause get() = host.process.pause

    @Before
    fun family() {
        host.add("女儿小芳", MARY, Address.TextMessage)
        host.add("儿子小明", TOM, PUSH)
    }

    @Test
    fun `it has three lengths, and everybody is told until when`() {
        val ends = mapOf("15 分钟" to "12:15", "1 小时" to "13:00", "到明天08:00" to "11月24日08:00")
        for ((words, until) in ends) {
            host.sent.clear()
            open(PauseActivity.intent(host))
            tap(words)
            val told = host.told(MessageKind.PAUSED)
            assertEquals(listOf(MARY, TOM), told.map { it.post.contact.number })
            val text = "【亲守】12:00，妈妈的手机暂停守护，到${until}为止，期间不会有警告。如果不是家人改的，请马上打给妈妈。"
            assertEquals(setOf(text), told.map { it.post.text }.toSet())
            assertSays("已暂停守护")
            turn()
            tap("现在恢复守护")
            assertSays("暂停守护", "15 分钟")
            assertNull(pause.untilMs)
            val over = host.told(MessageKind.RESUMED)
            assertEquals(listOf(MARY, TOM), over.map { it.post.contact.number })
            assertEquals(setOf("【亲守】12:00，亲守又在守护妈妈的手机了。您无需操作。"), over.map { it.post.text }.toSet())
        }
    }

    @Test
    fun `to begin takes the PIN, to end it nothing`() {
        setPin()
        open(PauseActivity.intent(host))
        assertSays("请先输入家人密码")
        assertNull(touchable("15 分钟"))
        give(PIN)
        second()
        tap("1 小时")
        host.lock.pin.close()
        second()
        assertSays("到今天13:00为止")
        tap("现在恢复守护")
        assertNull(pause.untilMs)
        assertSays("请先输入家人密码")
    }

    @Test
    fun `a full phone says that it was not kept, and the guard goes on`() {
        open(PauseActivity.intent(host))
        host.process.database.readOnly(true)
        tap("1 小时")
        assertSays("没有存下来", "手机存储空间可能满了")
        host.process.database.readOnly(false)
        tap("返回")
        assertSays("暂停守护", "1 小时")
        assertNull(pause.untilMs)
        assertTrue(host.sent.isEmpty())
    }

    @Test
    fun `not while a danger goes on`() {
        open(PauseActivity.intent(host))
        host.inDanger = true
        tap("1 小时")
        assertSays("现在打不开")
        assertNull(pause.untilMs)
        assertTrue(host.sent.isEmpty())
    }

    @Test
    fun `it ends by itself to the millisecond, and that is told once`() {
        pause.begin(now + HOUR_MS)
        host.ticks.to(host.ticks.elapsed + HOUR_MS - 1)
        assertTrue(pause.isOn())
        assertEquals(1L, pause.remainingMs())
        host.ticks.to(host.ticks.elapsed + 1)
        assertNull(pause.untilMs)
        assertEquals(false, pause.isOn())
        host.ticks.to(host.ticks.elapsed + 1)
        assertEquals(false, pause.isOn())
        pause.end()
        assertEquals(2, host.told(MessageKind.RESUMED).size)
    }

    @Test
    fun `a wall clock that is set back does not make it longer`() {
        pause.begin(now + HOUR_MS)
        host.ticks.wall -= 5 * HOUR_MS
        host.ticks.to(host.ticks.elapsed + HOUR_MS - 1)
        assertTrue(pause.isOn())
        assertEquals(1L, pause.remainingMs())
        host.again()
        assertTrue(pause.isOn())
        host.ticks.to(host.ticks.elapsed + 1)
        assertEquals(false, pause.isOn())
    }

    @Test
    fun `a wall clock that is set on makes it shorter`() {
        pause.begin(now + HOUR_MS)
        host.ticks.wall += HOUR_MS
        assertEquals(false, pause.isOn())
    }

    @Test
    fun `it outlives the process and the boot, and counts the time the phone was off`() {
        pause.begin(now + HOUR_MS)
        host.again()
        assertTrue(pause.isOn())
        host.again(reboot = 20 * MINUTE_MS)
        assertTrue(pause.isOn())
        assertEquals(40 * MINUTE_MS, pause.remainingMs())
        // From here on this boot's clock limits the pause again.
        host.ticks.wall -= 5 * MINUTE_MS
        host.ticks.to(host.ticks.elapsed + 40 * MINUTE_MS - 1)
        assertTrue(pause.isOn())
        host.ticks.to(host.ticks.elapsed + 1)
        assertEquals(false, pause.isOn())
        assertEquals(2, host.told(MessageKind.RESUMED).size)
    }

    @Test
    fun `it ends with a boot after which the clock has gone back`() {
        pause.begin(now + HOUR_MS)
        host.again(reboot = -2 * HOUR_MS)
        assertEquals(false, pause.isOn())
        assertEquals(2, host.told(MessageKind.RESUMED).size)
    }

    @Test
    fun `it ends with a boot that comes too late`() {
        pause.begin(now + HOUR_MS)
        host.again(reboot = HOUR_MS)
        assertEquals(false, pause.isOn())
    }

    @Test
    fun `a day at most`() {
        pause.begin(now + 100 * HOUR_MS)
        assertEquals(now + Pause.LONGEST_MS, pause.untilMs)
    }

    @Test
    fun `one that cannot be read is none`() {
        host.process.database.write { it.putSetting("pause", "nonsense") }
        assertEquals(false, pause.isOn())
        assertNull(pause.untilMs)
    }

    @Test
    fun `the page goes back by itself when it is over`() {
        open(PauseActivity.intent(host))
        tap("15 分钟")
        host.ticks.to(host.ticks.elapsed + 15 * MINUTE_MS)
        second()
        assertNotNull(touchable("1 小时"))
        assertEquals(PageAccess.OPEN, host.passage())
    }

    @Test
    fun `the morning is never more than a day away`() {
        val zone = ZoneId.of("Asia/Shanghai")
        val clocks = listOf("2026-11-23T07:59:59.999", "2026-11-23T08:00", "2026-11-23T00:30", "2026-11-23T22:00")
        val mornings = clocks.map { clock ->
            val at = ZonedDateTime.parse("$clock+08:00[Asia/Shanghai]").toInstant().toEpochMilli()
            ZonedDateTime.ofInstant(Instant.ofEpochMilli(PauseActivity.morning(at, zone)), zone).toString().take(16)
        }
        assertEquals(
            listOf("2026-11-23T08:00", "2026-11-24T08:00", "2026-11-23T08:00", "2026-11-24T08:00"),
            mornings,
        )
    }

    private val now get() = host.ticks.wall
}
