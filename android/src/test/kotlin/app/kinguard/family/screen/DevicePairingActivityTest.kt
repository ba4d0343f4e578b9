package app.kinguard.family.screen

import android.graphics.drawable.BitmapDrawable
import android.view.WindowManager
import android.widget.ImageView
import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.MessageKind
import app.kinguard.family.devices
import app.kinguard.family.sealed.ManualSecrets
import app.kinguard.family.sealed.RelativesDevice
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

/** Pairing a device, as whoever holds this phone sees it, with a real device on the other side. */
@RunWith(AndroidRunner::class)
class DevicePairingActivityTest : ScreenTest() {
    init {
        host.device.secrets = ManualSecrets()
    }

    private val contact: Contact by lazy { host.add("小芳", "+8613900000001", PUSH) }
    private val left get() = host.device.network.left
    private var carried = 0

    @Test
    fun `a code is shown, digits are typed on the own pad, and the device is paired`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        assertSays("配对小芳的手机", "当面才配对", "就是骗子", "还有 10 分钟有效", "我是家人")
        assertTrue(activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        val device = claims()
        assertSays("输入小芳手机上的六位数字", "就是骗子")
        assertSilent(checkNotNull(device.digits))
        type(checkNotNull(device.digits))
        assertSays("跟小芳配好了")
        carry(device)
        assertTrue(device.isPaired)
        tap("完成")
        assertFinished()
        val paired = family.single()
        assertEquals("安卓手机", (paired.devices.single().address as Address.Sealed).name)
        assertTrue(Address.TextMessage in paired.addresses.map { it.address })
    }

    @Test
    fun `what is shown can be copied by hand and is what the picture says`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        assertTrue(code() in words())
        assertTrue(code().startsWith("kinguard1:"))
    }

    @Test
    fun `another system's camera opens the page with the code, where there is a page`() {
        host.process.settings.page = "https://family.example.org/kinguard/"
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val code = code()
        tap("iPhone、电脑等")
        assertSays("用那部设备的相机扫这个码", "点开它给出的网页")
        assertEquals("https://family.example.org/kinguard/#code=$code", code())
        assertTrue("the page takes it as text, too", code in words())
        tap("安卓手机")
        assertEquals(code, code())
    }

    @Test
    fun `without a page its address is not in the code`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val code = code()
        tap("iPhone、电脑等")
        assertSays("打开亲守的家人网页", "照抄下面那一行")
        assertEquals(code, code())
    }

    @Test
    fun `wrong digits can be typed three times`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val device = claims()
        val wrong = if (device.digits == "000000") "000001" else "000000"
        type(wrong)
        assertSays("不对，还能试2次")
        type(wrong)
        type(wrong)
        assertSays("没有配对", "数字错了三次")
        assertEquals(emptyList<Any>(), family.single().devices)
    }

    @Test
    fun `two devices that have seen the code are both refused in words and a new code can be made`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val before = code()
        claims()
        claims(before)
        assertSays("有两部设备看过这个码")
        tap("重新配对")
        second()
        assertNotEquals(before, code())
    }

    @Test
    fun `leaving the page withdraws the code and turning the phone does not`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val before = code()
        turn()
        assertEquals(before, code())
        controller.pause().stop()
        controller.restart().start().resume()
        idle()
        second()
        assertSays("离开过这一页，码已作废")
        val late = RelativesDevice(before)
        host.device.replies.comes(late.answers, "m1", late.claim)
        carry(late)
        assertEquals(null, late.digits)
    }

    @Test
    fun `while the screen may be seen the page is shut and the code is withdrawn`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val before = code()
        host.locked = true
        second()
        assertSilent(before, "六位数字")
        host.locked = false
        second()
        second()
        assertSays("离开过这一页，码已作废")
    }

    @Test
    fun `ten minutes later the page says so`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        host.process.pass(300_000)
        second()
        assertSays("还有 5 分钟有效")
        host.process.pass(300_001)
        second()
        assertSays("十分钟到了")
    }

    @Test
    fun `a server of one's own is in the code`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        tap("用自己的服务器")
        type("服务器地址", "http://nowhere")
        tap("用这个服务器")
        assertSays("服务器")
        type("服务器地址", "ntfy.example.org")
        tap("用这个服务器")
        second()
        assertEquals("https://ntfy.example.org", RelativesDevice(code()).server)
    }

    @Test
    fun `the contact's page shows the device, says who can read what, and removes it alone`() {
        open(DevicePairingActivity.of(host, contact.id, contact.name))
        val device = claims()
        type(checkNotNull(device.digits))
        carry(device)
        open(ContactActivity.of(host, contact.id))
        assertSays("亲守家人", "手机", "刚有回音", "只有那部设备看得到", "一直同时使用", "服务器只看到“请打电话”")
        val id = family.single().devices.single().id
        open(DeviceActivity.of(host, contact.id, id))
        assertSays("小芳：安卓手机")
        tap("移除这部设备")
        assertSays("要移除这部设备吗")
        tap("移除这部设备")
        assertFinished()
        assertFalse(family.single().addresses.any { it.id == id })
        assertTrue(PUSH in family.single().addresses.map { it.address })
        host.process.pass(1_000)
        carry(device)
        assertTrue(device.view.removed)
        host.process.tell(FamilyMessage.DANGER)
        assertTrue(host.device.network.arrived.any { it.kind == MessageKind.DANGER })
    }

    private fun claims(code: String = code()): RelativesDevice = RelativesDevice(code).also { device ->
        host.device.replies.comes(device.answers, "m1", device.claim)
        carry(device)
        second()
    }

    private fun carry(device: RelativesDevice) {
        while (carried < left.size) {
            val (topic, text) = left[carried++]
            if (topic != device.alerts) continue
            device.receive(text).forEach { host.device.replies.comes(device.answers, "m2", it) }
        }
    }

    private fun type(digits: String) {
        digits.forEach { tap("$it") }
        second()
    }

    private fun code(): String {
        val picture = views().filterIsInstance<ImageView>().single { it.drawable is BitmapDrawable }
        return readQrCode((picture.drawable as BitmapDrawable).bitmap)
    }
}
