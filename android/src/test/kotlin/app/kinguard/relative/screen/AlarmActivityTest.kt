package app.kinguard.relative.screen

import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.view.KeyEvent
import app.kinguard.AndroidRunner
import app.kinguard.ShownScreen
import app.kinguard.core.AskResult
import app.kinguard.core.FamilyAsk
import app.kinguard.core.StoryStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
internal class AlarmActivityTest : RelativePageTest() {
    private fun alarm(parent: Long = 1): ShownScreen<AlarmActivity> = open(AlarmActivity.of(host, parent))

    @Test
    fun `what happens stands first, and the button below calls`() {
        parents.become(mother(inDanger()))
        val page = alarm()
        page.says("妈妈正给陌生人看屏幕，还打开了工商银行", "红色警告已经在她手机上", "22:11收到")
        page.tap("马上打给妈妈")
        val call = checkNotNull(started(page))
        assertEquals(Intent.ACTION_DIAL, call.action)
        assertEquals("+8613900000001", call.data?.schemeSpecificPart)
        assertEquals("whoever calls has heard it", listOf("quiet 1"), parents.asked)
    }

    @Test
    fun `the page comes up over the lock screen`() {
        parents.become(mother(inDanger()))
        val activity = shadowOf(alarm().activity)
        assertTrue(activity.showWhenLocked)
        assertTrue(activity.turnScreenOn)
    }

    @Test
    fun `each answer goes to the question that is open`() {
        parents.become(mother(inDanger()))
        val page = alarm()
        page.tap("我在打")
        page.tap("挂断妈妈的电话")
        page.tap("妈妈，是我，快挂掉")
        page.tap("让妈妈的手机打给下一位家人")
        val answers = listOf("CALLING", "END_CALL", "SAY 妈妈，是我，快挂掉", "RING_NEXT").map { "answer 1 41 $it" }
        assertEquals(answers, parents.asked)
    }

    @Test
    fun `a red danger is never called off from here, an amber one may be`() {
        parents.become(mother(inDanger()))
        val page = alarm()
        assertNull(page.button("没事，是我"))
        parents.become(mother(inDanger(danger(red = false))))
        page.tap("没事，是我")
        assertEquals(listOf("answer 1 41 FINE"), parents.asked)
    }

    @Test
    fun `what was not asked for is not offered`() {
        parents.become(mother(inDanger(asks = listOf(FamilyAsk.CALLING))))
        val page = alarm()
        assertNotNull(page.button("我在打"))
        page.saysNot("从这里帮忙", "自己写一句", "挂断", "下一位家人")
    }

    @Test
    fun `a voice inside an app cannot be ended, and the page says so`() {
        parents.become(mother(inDanger()))
        alarm().says("微信这类软件里的通话，挂不断。")
    }

    @Test
    fun `each answer is shown with what became of it`() {
        val done = said(FamilyAsk.END_CALL, AskResult.DONE)
        val refused = said(FamilyAsk.RING_NEXT, AskResult.REFUSED, "妈妈正和家人通话")
        val late = said(FamilyAsk.SAY, AskResult.LATE, sentence = "快挂")
        parents.become(mother(inDanger(danger(said = arrayOf(said(FamilyAsk.CALLING), done, refused, late)))))
        val page = alarm()
        page.says(
            "我在打\n已发出，等回音",
            "挂断妈妈的电话\n办到了",
            "没办成\n妈妈正和家人通话",
            "“快挂”\n来不及了，打电话",
        )
        assertNull("it was said already", page.button("我在打"))
    }

    @Test
    fun `what could not be sent is said at once`() {
        parents.stores = false
        parents.become(mother(inDanger()))
        val page = alarm()
        page.tap("我在打")
        page.says("没发出去，打电话")
        parents.stores = true
        page.tap("我在打")
        page.saysNot("没发出去")
    }

    @Test
    fun `after ten minutes only a call is left`() {
        for ((offset, isOpen) in mapOf(-1L to true, 0L to true, 1L to false)) {
            host.nowMs = UNTIL_MS + offset
            parents.become(mother(inDanger()))
            val page = alarm()
            assertEquals("$offset", isOpen, page.button("挂断妈妈的电话") != null)
            if (isOpen) page.saysNot("来不及了") else page.says("来不及了，打电话")
            assertNotNull(page.button("马上打给妈妈"))
            page.end()
        }
    }

    @Test
    fun `it turns late while the page is open, without any message`() {
        host.nowMs = UNTIL_MS
        parents.become(mother(inDanger()))
        val page = alarm()
        page.saysNot("来不及了")
        host.nowMs += 1
        page.second()
        page.says("来不及了，打电话")
    }

    @Test
    fun `the story grows as it goes on, with its times`() {
        parents.become(mother(inDanger()))
        val page = alarm()
        page.says("22:04\n接了一个境外来电", "22:08\n在腾讯会议里共享屏幕", "22:11\n打开了工商银行")
        val more = danger().let { it.copy(steps = it.steps + StoryStep(NOW_MS, "看了警告，还是继续")) }
        parents.become(mother(inDanger(more)))
        page.says("22:13\n看了警告，还是继续")
    }

    @Test
    fun `the sound can be turned off while it sounds`() {
        parents.become(mother(inDanger()))
        val page = alarm()
        page.tap("关掉声音")
        assertEquals(listOf("quiet 1"), parents.asked)
        parents.become(mother(inDanger(danger(alarm = false))))
        assertNull(page.button("关掉声音"))
    }

    @Test
    fun `the keys for the volume stop the sound, and afterwards do what they always do`() {
        parents.become(mother(inDanger()))
        val page = alarm()
        val press = KeyEvent(KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_VOLUME_DOWN)
        assertTrue(page.activity.onKeyDown(press.keyCode, press))
        assertEquals(listOf("quiet 1"), parents.asked)
        parents.become(mother(inDanger(danger(alarm = false))))
        assertFalse(page.activity.onKeyDown(press.keyCode, press))
        assertEquals(1, parents.asked.size)
    }

    @Test
    fun `the police of the parent's region are there, and a tap only prepares the call`() {
        val abroad = inDanger().let { it.copy(region = "HK") }
        parents.become(mother(abroad))
        val page = alarm()
        page.tap("999\n报警")
        assertEquals("tel:999", started(page)?.dataString)
        page.tap("报警和银行电话")
        assertEquals("HK", started(page)?.getStringExtra("region"))
    }

    @Test
    fun `without word of the region the number tells it`() {
        parents.become(mother(inDanger().copy(health = null)))
        assertNotNull(alarm().button("110\n报警"))
    }

    @Test
    fun `apps in which the family calls are offered where they are installed`() {
        parents.become(mother(inDanger()))
        val without = alarm()
        without.saysNot("打开WhatsApp", "打开微信")
        without.end()
        install("com.whatsapp", "WhatsApp")
        val page = alarm()
        page.tap("打开WhatsApp")
        val chat = checkNotNull(started(page))
        assertEquals("https://wa.me/8613900000001", chat.dataString)
        assertEquals("com.whatsapp", chat.`package`)
    }

    @Test
    fun `another parent's danger takes the page of one that is over`() {
        parents.become(mother(inDanger()), mother(name = "爸爸", id = 2))
        val page = alarm()
        assertNotNull(page.button("马上打给妈妈"))
        parents.become(mother(), mother(inDanger(), name = "爸爸", id = 2))
        assertNotNull(page.button("马上打给爸爸"))
        parents.become(mother(), mother(name = "爸爸", id = 2))
        page.says("危险过去了")
        page.tap("关闭")
        assertTrue(page.activity.isFinishing)
    }

    @Test
    fun `a new alarm about another parent comes to the page that is open`() {
        parents.become(mother(inDanger()), mother(inDanger(), name = "爸爸", id = 2))
        val controller = Robolectric.buildActivity(AlarmActivity::class.java, AlarmActivity.of(host, 1))
        val page = ShownScreen(controller.setup())
        assertNotNull(page.button("马上打给妈妈"))
        controller.pause().newIntent(AlarmActivity.of(host, 2)).resume()
        assertNotNull(page.button("马上打给爸爸"))
    }

    @Test
    fun `a name that no sentence may hold leaves the other sentences`() {
        parents.become(mother(inDanger(), name = "妈妈2"))
        val page = alarm()
        assertNull(page.button("妈妈2，是我"))
        assertNotNull(page.button("别转账，等我"))
        assertNotNull(page.button("骗子，快挂"))
    }

    private fun install(app: String, label: String) {
        val info = PackageInfo().apply {
            packageName = app
            applicationInfo = ApplicationInfo().apply {
                packageName = app
                name = label
                nonLocalizedLabel = label
            }
        }
        shadowOf(host.packageManager).installPackage(info)
    }
}
