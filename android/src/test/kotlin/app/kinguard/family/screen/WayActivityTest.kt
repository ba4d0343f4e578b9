package app.kinguard.family.screen

import android.app.Activity
import android.content.ClipData
import android.content.ClipboardManager
import android.graphics.drawable.BitmapDrawable
import android.net.Uri
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.family.Language
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.channel.WebhookPreset
import app.kinguard.family.channel.WebhookPresets
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class WayActivityTest : ScreenTest() {
    private val network get() = host.device.network
    private val clipboard get() = checkNotNull(host.getSystemService(ClipboardManager::class.java))

    @Test
    fun `the address is taken out of the message that was copied, and tried at once`() {
        openWay("bark")
        assertNull(touchable("发一条试试"))
        network.does = { _, outcome -> outcome(Outcome.Delivered) }
        copied("妈，复制这一条：${BARK.values.getValue("address")}/标题/内容")
        tap("粘贴")
        assertEquals(BARK.values.getValue("address"), field("地址").text.toString())
        assertEquals(1, network.handed.size)
        assertSays("发到了")
        assertNull(host.process.contacts.all().firstOrNull())
        tap("就用它")
        assertFinished()
        assertEquals("bark" to BARK.values, entered())
    }

    @Test
    fun `each step stands above its drawing, which a screen reader passes over`() {
        for (preset in WebhookPresets.ALL) {
            openWay(preset.id)
            val drawn = views().filterIsInstance<ImageView>().filter { it.drawable is BitmapDrawable }
            assertEquals(preset.id, 3, drawn.size)
            assertTrue(preset.id, drawn.none { it.isImportantForAccessibility })
            val steps = WayWords(activity.resources).steps(preset.id).map { it.words }
            assertEquals(steps, steps.sortedBy { words().indexOf(it).also { at -> assertTrue(it, at >= 0) } })
        }
    }

    @Test
    fun `what has another shape is not taken, and what was there stays`() {
        openWay("bark", BARK.values)
        listOf("你好", "13900000001", "https://example.com/").forEach {
            copied(it)
            tap("粘贴")
            assertSays("没有它的地址或密钥")
            assertEquals(BARK.values.getValue("address"), field("地址").text.toString())
        }
        clipboard.clearPrimaryClip()
        tap("粘贴")
        assertSays("没有它的地址或密钥")
        clipboard.setPrimaryClip(ClipData.newRawUri("", Uri.parse("content://other/${BARK.values["address"]}")))
        tap("粘贴")
        assertSays("没有它的地址或密钥")
        assertTrue(network.handed.isEmpty())
    }

    @Test
    fun `a key of its own keeps Bark's server from reading, until that is taken back`() {
        openWay("bark", BARK.values)
        tap("加密推送")
        val key = words().lines().single(KEY::matches)
        assertSays("AES256")
        turn()
        assertTrue("it is the same after the phone is turned", key in words())
        tap("不加密")
        assertFalse(key in words())
        tap("加密推送")
        val another = words().lines().single(KEY::matches)
        assertNotEquals(key, another)
        network.does = { _, say -> say(Outcome.Delivered) }
        tap("发一条试试")
        tap("就用它")
        assertEquals("bark" to BARK.values + (WebhookPreset.SECRET to another), entered())
    }

    @Test
    fun `the clipboard is read only when that is asked for`() {
        copied("https://api.day.app/AbCdEfGh1234")
        openWay("bark")
        turn()
        second()
        assertEquals("", field("地址").text.toString())
        assertTrue(network.handed.isEmpty())
    }

    @Test
    fun `each outcome is said with what to do, and only one that came lets it be used without a doubt`() {
        openWay("bark", BARK.values)
        for ((outcome, words) in mapOf(
            Outcome.Refused(Reason.SERVER_REFUSES) to "没发出去。\n服务器不认",
            Outcome.Later(Reason.NO_CONNECTION) to "没发出去。\n没有网络",
            Outcome.Unknown(Reason.BROKE_OFF) to "没发出去。\n发到一半断了",
        )) {
            network.does = { _, say -> say(outcome) }
            tap("发一条试试")
            assertSays(words)
            assertNull(touchable("就用它"))
        }
        val answers = mutableListOf<(Outcome) -> Unit>()
        network.does = { _, say -> answers += say }
        tap("发一条试试")
        assertSays("正在发…")
        assertNull(touchable("就用它"))
        answers.single()(Outcome.Delivered)
        idle()
        assertSays("发到了")
        assertFalse(activity.isFinishing)
    }

    @Test
    fun `an answer about an address that was changed since says nothing`() {
        openWay("bark", BARK.values)
        val answers = mutableListOf<(Outcome) -> Unit>()
        network.does = { _, say -> answers += say }
        tap("发一条试试")
        type("地址", "https://api.day.app/ZzCdEfGh1234")
        answers.single()(Outcome.Delivered)
        idle()
        assertSilent("发到了")
        assertNull(touchable("就用它"))
    }

    @Test
    fun `it can be used without a test, but not if it is wrong`() {
        openWay("telegram")
        assertNull(touchable("不试了，先用着"))
        type("机器人的 token", "nonsense")
        tap("不试了，先用着")
        assertSays("不对。请从那个软件里原样复制")
        assertFalse(activity.isFinishing)
        type("机器人的 token", " 123456789:${"A".repeat(35)} ")
        type("聊天编号", "-100200300")
        tap("不试了，先用着")
        assertFinished()
        val values = mapOf("token" to "123456789:${"A".repeat(35)}", "chat" to "-100200300")
        assertEquals("telegram" to values, entered())
        assertTrue(network.handed.isEmpty())
    }

    @Test
    fun `a way in use can be given up, one that is not in use cannot`() {
        openWay("bark")
        assertNull(touchable("不再用这种方式"))
        openWay("bark", BARK.values)
        tap("不再用这种方式")
        assertFinished()
        assertEquals("bark" to null, entered())
    }

    @Test
    fun `every service says in three steps where its address comes from`() {
        val shown = WebhookPresets.ALL.map { preset ->
            openWay(preset.id)
            listOf("1", "2", "3").forEach { number -> assertTrue(preset.id, number in words().lines()) }
            assertFalse("4" in words().lines())
            words()
        }
        assertEquals(WebhookPresets.ALL.size, shown.toSet().size)
        listOf("dingtalk", "feishu").forEach {
            openWay(it)
            assertSays("填 ${WebhookPresets.KEYWORD}")
        }
        assertTrue(WebhookPresets.KEYWORD in WebhookPresets.WORD)
    }

    @Test
    fun `once the parent has withdrawn the consent, nothing can be tried`() {
        host.process.family.withdraw(1)
        network.handed.clear()
        openWay("bark")
        copied("https://api.day.app/AbCdEfGh1234")
        tap("粘贴")
        assertTrue(network.handed.isEmpty())
        assertNull(touchable("发一条试试"))
        tap("就用它")
        assertFinished()
    }

    @Test
    fun `what was typed outlives a turn of the phone, and who names no service sees nothing`() {
        openWay("serverchan")
        type("密钥", "SCT12345TabcdefGHIJKL")
        turn()
        assertEquals("SCT12345TabcdefGHIJKL", field("密钥").text.toString())
        openWay("nonsense")
        assertFinished()
    }

    private fun openWay(preset: String, values: Map<String, String>? = null) =
        open(WayActivity.of(host, preset, values, Language.MAINLAND))

    private fun copied(text: String) = clipboard.setPrimaryClip(ClipData.newPlainText("", text))

    private fun entered(): Pair<String, Map<String, String>?>? {
        assertEquals(Activity.RESULT_OK, shadowOf(activity).resultCode)
        return WayActivity.entered(shadowOf(activity).resultIntent)
    }

    private companion object {
        /** For AES-256, in letters and digits. */
        val KEY = Regex("[A-Za-z0-9]{32}")
    }
}
