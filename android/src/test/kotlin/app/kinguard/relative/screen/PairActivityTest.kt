package app.kinguard.relative.screen

import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import app.kinguard.relative.ManualPairing
import app.kinguard.relative.Pairing
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric

@RunWith(AndroidRunner::class)
internal class PairActivityTest : RelativePageTest() {
    private val pairing = ManualPairing()
    private val alias = ComponentName(host, ScanLink.ALIAS)
    private val link get() = host.packageManager.getComponentEnabledSetting(alias)

    private fun begun(): ShownScreen<PairActivity> {
        parents.pairing = pairing
        return open<PairActivity>().also {
            type(it, "kinguard1:abc")
            it.tap("下一步")
        }
    }

    private fun ShownScreen<PairActivity>.turns(state: Pairing.State) {
        pairing.state = state
        second()
    }

    @Test
    fun `the code is typed or pasted, and gaps in it do not count`() {
        parents.pairing = pairing
        val page = open<PairActivity>()
        type(page, " kinguard1:a b\nc ")
        page.tap("下一步")
        assertEquals(listOf("pair kinguard1:abc"), parents.asked)
        page.says("正在连接")
    }

    @Test
    fun `what is no code is said at the field`() {
        val page = open<PairActivity>()
        type(page, "12345")
        page.tap("下一步")
        page.says("这不是配对码。", "12345")
    }

    @Test
    fun `the digits are there to be read out, in two groups`() {
        val page = begun()
        page.turns(Pairing.State.Digits("270914"))
        page.says("念给拿着爸妈手机的人", "270 914")
        val line = page.views().first { it.contentDescription == "2 7 0 9 1 4" }
        assertTrue(line.isShown)
    }

    @Test
    fun `once paired it asks for the name`() {
        val page = begun()
        page.turns(Pairing.State.Digits("270914"))
        page.turns(Pairing.State.Paired(5))
        val next = checkNotNull(started(page))
        assertEquals(NameActivity::class.java.name, next.component?.className)
        assertEquals(5L, next.getLongExtra("parent", -1))
        assertTrue(page.activity.isFinishing)
    }

    @Test
    fun `each end has words of its own, and a way to begin anew`() {
        val words = mapOf(
            Pairing.Why.SECOND_CLAIM to "有两部手机用了这个码",
            Pairing.Why.EXPIRED to "十分钟过了",
            Pairing.Why.WRONG_DIGITS to "输错了三次",
            Pairing.Why.WITHDRAWN to "爸妈的手机上取消了",
            Pairing.Why.NO_CONNECTION to "看看网络",
        )
        for ((why, said) in words) {
            pairing.state = Pairing.State.Connecting
            val page = begun()
            page.turns(Pairing.State.Ended(why))
            page.says("没连上", said)
            page.tap("换个新码再来")
            page.says("连上爸妈的手机")
            page.end()
        }
        assertEquals(Pairing.Why.entries.toSet(), words.keys)
        assertTrue(pairing.isClosed)
    }

    @Test
    fun `who leaves the page ends the pairing, who turns the phone does not`() {
        val page = begun()
        page.turns(Pairing.State.Digits("270914"))
        page.turn()
        page.says("270 914")
        assertFalse(pairing.isClosed)
        page.tap("不连了")
        page.end()
        assertTrue(pairing.isClosed)
    }

    @Test
    fun `a scanned code is only put into the field`() {
        parents.pairing = pairing
        val page = open<PairActivity>(scanned("kinguard1:scanned"))
        page.says("扫到了", "kinguard1:scanned")
        assertEquals(emptyList<String>(), parents.asked)
        page.tap("下一步")
        assertEquals(listOf("pair kinguard1:scanned"), parents.asked)
    }

    @Test
    fun `a code that comes while the page is open replaces what was typed`() {
        val controller = Robolectric.buildActivity(PairActivity::class.java)
        val page = ShownScreen(controller.setup())
        type(page, "kinguard1:typed")
        controller.pause().newIntent(scanned("kinguard1:scanned")).resume()
        page.says("kinguard1:scanned")
        page.saysNot("kinguard1:typed")
    }

    @Test
    fun `nobody else's code disturbs a pairing that goes on`() {
        parents.pairing = pairing
        val controller = Robolectric.buildActivity(PairActivity::class.java)
        val page = ShownScreen(controller.setup())
        type(page, "kinguard1:abc")
        page.tap("下一步")
        pairing.state = Pairing.State.Digits("270914")
        controller.pause().newIntent(scanned("kinguard1:other")).resume()
        page.says("270 914")
        page.saysNot("kinguard1:other")
    }

    @Test
    fun `other links and endless ones are none`() {
        for (link in listOf("https://example.com/kinguard1:a", "kinguard1:" + "a".repeat(1_000), "kinguard2:a")) {
            assertNull(link, ScanLink.code(scanned(link)))
        }
        assertEquals("kinguard1:" + "a".repeat(990), ScanLink.code(scanned("kinguard1:" + "a".repeat(990))))
    }

    @Test
    fun `the camera may open the page only while a code is awaited`() {
        assertEquals("as the manifest says", PackageManager.COMPONENT_ENABLED_STATE_DEFAULT, link)
        val info = host.packageManager.getActivityInfo(alias, PackageManager.MATCH_DISABLED_COMPONENTS)
        assertFalse("the manifest", info.enabled)
        val page = open<PairActivity>()
        assertEquals(PackageManager.COMPONENT_ENABLED_STATE_ENABLED, link)
        page.isLeft()
        assertEquals("the camera is open", PackageManager.COMPONENT_ENABLED_STATE_ENABLED, link)
        page.comesBack()
        parents.pairing = pairing
        type(page, "kinguard1:abc")
        page.tap("下一步")
        assertEquals(PackageManager.COMPONENT_ENABLED_STATE_DISABLED, link)
    }

    @Test
    fun `who goes home instead has shut it`() {
        open<PairActivity>().isLeft()
        open<RelativeActivity>()
        assertEquals(PackageManager.COMPONENT_ENABLED_STATE_DISABLED, link)
    }

    private fun scanned(link: String) = Intent(host, PairActivity::class.java).setData(Uri.parse(link))
}
