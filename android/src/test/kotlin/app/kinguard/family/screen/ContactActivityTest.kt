package app.kinguard.family.screen

import android.app.Activity
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Intent
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.Bundle
import android.provider.ContactsContract.CommonDataKinds.Phone
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.AddressCodec
import app.kinguard.family.Language
import app.kinguard.family.Outcome
import app.kinguard.family.channel.WebhookPresets
import app.kinguard.family.words.PhoneNumbers
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class ContactActivityTest : ScreenTest() {
    @Test
    fun `somebody is added, and tested at once`() {
        openNew()
        type("称呼", " 女儿小芳 ")
        type("手机号", "139 0000 0001")
        tap("保存，去测试")
        val kept = family.single()
        assertEquals("女儿小芳", kept.name)
        assertEquals("+8613900000001", kept.number)
        assertEquals(Language.MAINLAND, kept.language)
        assertEquals(listOf<Address>(Address.TextMessage), kept.addresses.map { it.address })
        assertOpens(ContactTestActivity::class.java)
        assertFinished()
    }

    @Test
    fun `the language can be chosen`() {
        openNew()
        fill()
        assertSilent("English")
        tap("通知用：简体中文")
        tap("English")
        tap("保存，去测试")
        assertEquals(Language.ENGLISH, family.single().language)
    }

    @Test
    fun `what is wrong with a number is named, and nothing is kept`() {
        host.add("儿子小明", "+8613900000002", Address.TextMessage)
        openNew()
        val faults =
            mapOf(
                "" to "请填手机号",
                "abc" to "只能有数字",
                "110" to "客服或报警",
                "1390000" to "太短",
                "139000000011" to "太长",
                "01088889999" to "座机",
                "19999" to "太短",
                "+999123456789" to "没有这个国家",
                "13900000002" to "已经有人用了",
            )
        type("称呼", "女儿小芳")
        for ((number, words) in faults) {
            type("手机号", number)
            tap("保存，去测试")
            assertSays(words)
            assertEquals(1, family.size)
        }
        assertNull(opened())
    }

    @Test
    fun `a wrong number is named when one goes on to the next field`() {
        openNew()
        val number = field("手机号")
        number.requestFocus()
        type("手机号", "1390000")
        assertSilent("太短")
        field("称呼").requestFocus()
        assertSays("太短")
        number.requestFocus()
        type("手机号", "13900000001")
        field("称呼").requestFocus()
        assertSilent("太短")
    }

    @Test
    fun `every fault of a number has words`() {
        val words = FamilyWords(host.resources)
        assertEquals(PhoneNumbers.Fault.entries.size, PhoneNumbers.Fault.entries.map(words::fault).toSet().size)
    }

    @Test
    fun `a name and a way are asked for`() {
        openNew()
        type("手机号", "13900000001")
        tap("短信")
        tap("保存，去测试")
        assertSays("请填称呼", "至少选一种")
        assertTrue(family.isEmpty())
    }

    @Test
    fun `a service that was set up is kept, and given up again`() {
        openNew()
        fill()
        comes("Server酱（微信）", "serverchan", mapOf("key" to "SCT12345TabcdefGHIJKL"))
        assertSays("Server酱（微信）\n还没测试")
        comes("PushPlus（微信）", "pushplus", mapOf("key" to "ab".repeat(16)))
        comes("PushPlus（微信）", "pushplus", null)
        tap("保存，去测试")
        val chan = Address.Webhook("serverchan", mapOf("key" to "SCT12345TabcdefGHIJKL"))
        assertEquals(listOf(Address.TextMessage, chan), family.single().addresses.map { it.address })
    }

    @Test
    fun `what suits the family comes first, and everything on request`() {
        openNew()
        assertEquals(listOf("Bark（iPhone）", "Server酱（微信）", "PushPlus（微信）"), ways())
        tap("安卓")
        assertEquals(listOf("Server酱（微信）", "PushPlus（微信）", "企业微信群机器人"), ways())
        tap("更多方式")
        assertEquals(WebhookPresets.ALL.size + 1, ways().size)
        host.region = "HK"
        openNew()
        assertEquals(listOf("Bark（iPhone）", "推送（ntfy）", "Telegram"), ways())
    }

    @Test
    fun `every service can be opened and has a name`() {
        openNew()
        tap("更多方式")
        val words = FamilyWords(host.resources).ways
        for (preset in WebhookPresets.ALL) {
            assertTrue("${preset.id} has a name", words.name(preset.id) != preset.id || preset.id == "telegram")
            tap(words.name(preset.id))
            assertOpens(WayActivity::class.java)
        }
    }

    @Test
    fun `how each way stands is said where it is set up`() {
        val mary = host.add("女儿小芳", "+8613900000001", Address.TextMessage, PUSH, BARK)
        host.process.contacts.prove(mary.addresses[1].id, HOUR_MS)
        host.device.network.does = { _, outcome -> outcome(Outcome.Refused(Outcome.Reason.SERVER_REFUSES)) }
        host.process.family.test(mary)
        open(ContactActivity.of(host, mary.id))
        assertSays("推送（ntfy）\n已确认收到", "Bark（iPhone）\n没发出去。\n服务器不认")
        comes("Bark（iPhone）", "bark", mapOf("address" to "https://api.day.app/ZzCdEfGh1234"))
        assertSays("Bark（iPhone）\n还没测试")
        assertNull("a second way to test", touchable("测试"))
    }

    @Test
    fun `a change keeps the proof of what stays, and another number must be proved anew`() {
        val mary = host.add("女儿小芳", "+8613900000001", Address.TextMessage, PUSH)
        mary.addresses.forEach { host.process.contacts.prove(it.id, HOUR_MS) }
        open(ContactActivity.of(host, mary.id))
        type("称呼", "小芳")
        tap("保存，去测试")
        assertEquals("小芳", family.single().name)
        assertEquals(listOf(HOUR_MS, HOUR_MS), family.single().addresses.map { it.provedAtMs })
        open(ContactActivity.of(host, mary.id))
        type("手机号", "13900000009")
        tap("保存，去测试")
        val proofs = family.single().addresses.associate { it.address to it.provedAtMs }
        assertEquals(mapOf(Address.TextMessage to null, PUSH to HOUR_MS), proofs)
    }

    @Test
    fun `the second can be made the first, the first stays it`() {
        val mary = host.add("女儿小芳", "+8613900000001", Address.TextMessage)
        val tom = host.add("儿子小明", "+8613900000002", Address.TextMessage)
        open(ContactActivity.of(host, mary.id))
        assertNull(touchable("第一个通知"))
        open(ContactActivity.of(host, tom.id))
        tap("第一个通知")
        tap("保存，去测试")
        assertEquals(listOf("儿子小明", "女儿小芳"), family.map { it.name })
    }

    @Test
    fun `somebody is picked from the phone's book`() {
        openNew()
        tap("从通讯录选")
        val asked = checkNotNull(opened())
        assertEquals(Intent.ACTION_PICK, asked.action)
        assertEquals(Phone.CONTENT_URI, asked.data)
        val entry = Uri.parse("content://com.android.contacts/data/7")
        Robolectric.buildContentProvider(Book::class.java).create("com.android.contacts")
        shadowOf(activity).receiveResult(asked, Activity.RESULT_OK, Intent().setData(entry))
        controller.pause().resume()
        assertEquals("小芳", field("称呼").text.toString())
        tap("保存，去测试")
        assertEquals("+85290001234", family.single().number)
    }

    @Test
    fun `a pick that came to nothing changes nothing`() {
        openNew()
        type("称呼", "女儿小芳")
        tap("从通讯录选")
        val asked = checkNotNull(opened())
        shadowOf(activity).receiveResult(asked, Activity.RESULT_OK, Intent().setData(Uri.parse("content://gone/1")))
        controller.pause().resume()
        assertEquals("女儿小芳", field("称呼").text.toString())
    }

    @Test
    fun `push is on once it is paired`() {
        openNew()
        fill()
        tap("更多方式")
        tap("推送（ntfy）")
        val asked = checkNotNull(opened())
        assertEquals(PairingActivity::class.java.name, asked.component?.className)
        shadowOf(activity).receiveResult(asked, Activity.RESULT_CANCELED, null)
        controller.pause().resume()
        assertSilent("还没测试")
        tap("推送（ntfy）")
        val paired = Intent().putExtra("address", AddressCodec.write(PUSH))
        shadowOf(activity).receiveResult(checkNotNull(opened()), Activity.RESULT_OK, paired)
        controller.pause().resume()
        assertSays("推送（ntfy）\n还没测试")
        tap("保存，去测试")
        assertEquals(listOf(Address.TextMessage, PUSH), family.single().addresses.map { it.address })
    }

    @Test
    fun `push is given up on the page on which it is paired`() {
        val mary = host.add("女儿小芳", "+8613900000001", Address.TextMessage, PUSH)
        host.process.contacts.prove(mary.addresses[1].id, HOUR_MS)
        open(ContactActivity.of(host, mary.id))
        tap("推送（ntfy）")
        shadowOf(activity).receiveResult(checkNotNull(opened()), Activity.RESULT_OK, Intent())
        controller.pause().resume()
        tap("保存，去测试")
        assertEquals(listOf<Address>(Address.TextMessage), family.single().addresses.map { it.address })
    }

    @Test
    fun `what was typed outlives a turn of the phone and the death of the process`() {
        openNew()
        fill()
        tap("更多方式")
        tap("安卓")
        tap("通知用：简体中文")
        tap("English")
        comes("Bark（iPhone）", "bark", BARK.values)
        turn()
        assertTrue(isOn("安卓"))
        val kept = Bundle()
        controller.saveInstanceState(kept).pause().stop().destroy()
        controller = Robolectric.buildActivity(ContactActivity::class.java, ContactActivity.of(host, null)).setup(kept)
        idle()
        tap("保存，去测试")
        assertEquals(listOf(Address.TextMessage, BARK), family.single().addresses.map { it.address })
        assertEquals(Language.ENGLISH, family.single().language)
    }

    @Test
    fun `a sixth is not kept`() {
        (1..5).forEach { host.add("第$it", "+861390000000$it", Address.TextMessage) }
        openNew()
        type("称呼", "第六")
        type("手机号", "13900000006")
        tap("保存，去测试")
        assertEquals(5, family.size)
        assertFinished()
    }

    @Test
    fun `everything that is typed has a label that a screen reader finds`() {
        openNew()
        val labelled = views().map { it.labelFor }.toSet()
        val fields = views().filterIsInstance<android.widget.EditText>()
        assertEquals(2, fields.size)
        fields.forEach { assertTrue("${it.id} has a label", it.id in labelled) }
    }

    /** Returns the names of the ways with a card, in order. */
    private fun ways(): List<String> {
        val names = (WebhookPresets.ALL.map { it.id } + SuggestedWays.PUSH).map(FamilyWords(host.resources).ways::name)
        return views().filterIsInstance<TextView>().map { "${it.text}" }.filter { it in names }
    }

    /** Opens the card [name], where [values] are entered; null gives the way up. */
    private fun comes(name: String, preset: String, values: Map<String, String>?) {
        if (touchable(name) == null) tap("更多方式")
        tap(name)
        val bundle = values?.let { Bundle().apply { it.forEach { (field, value) -> putString(field, value) } } }
        val entered = Intent().putExtra("preset", preset).also { intent ->
            bundle?.let { intent.putExtra("values", it) }
        }
        shadowOf(activity).receiveResult(checkNotNull(opened()), Activity.RESULT_OK, entered)
        controller.pause().resume()
        idle()
    }

    private fun fill() {
        type("称呼", "女儿小芳")
        type("手机号", "13900000001")
    }

    /** The phone's contacts. */
    class Book : ContentProvider() {
        override fun onCreate() = true

        override fun query(
            uri: Uri,
            projection: Array<out String>?,
            selection: String?,
            arguments: Array<out String>?,
            order: String?,
        ): Cursor {
            val entry = mapOf(Phone.DISPLAY_NAME to "小芳", Phone.NUMBER to "+852 9000 1234")
            val columns = checkNotNull(projection)
            return MatrixCursor(columns).apply { addRow(columns.map(entry::getValue)) }
        }

        override fun getType(uri: Uri): String? = null

        override fun insert(uri: Uri, values: ContentValues?): Uri? = null

        override fun delete(uri: Uri, selection: String?, arguments: Array<out String>?) = 0

        override fun update(uri: Uri, values: ContentValues?, selection: String?, arguments: Array<out String>?) = 0
    }
}
