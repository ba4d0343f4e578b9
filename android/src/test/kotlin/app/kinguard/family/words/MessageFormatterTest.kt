package app.kinguard.family.words

import android.content.Context
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.AppName
import app.kinguard.core.Capability
import app.kinguard.core.RuleId
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.time.ZoneId

@RunWith(AndroidRunner::class)
class MessageFormatterTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val words = MessageFormatter(context) { SampleMessages.ZONE }

    @Test
    fun `no message is longer than two text messages, whatever the names`() {
        eachUsual { letter, language ->
            SampleMessages.variants(letter).forEach { variant ->
                val text = words.write(variant, language).text
                assertTrue("${Segments.of(text).units}: $text", Segments.of(text).count <= 2)
            }
        }
    }

    @Test
    fun `with Chinese words nothing is ever left out`() {
        eachUsual { letter, language ->
            if (language == Language.ENGLISH) return@eachUsual
            SampleMessages.variants(letter).filter { it.parent.startsWith("八") }.forEach { variant ->
                val text = words.write(variant, language).text
                assertTrue(text, "八".repeat(11) + "…" in text)
            }
        }
    }

    @Test
    fun `what happened, when, and what to do`() {
        assertEquals(
            "【亲守】14:05，妈妈接了陌生人的电话，又装了“腾讯会议”，骗子常用这招。现在就打给妈妈问清楚；占线就换座机或微信打。",
            text(MessageKind.EARLY, RuleId.INSTALL_AFTER_CALL, Language.MAINLAND),
        )
        assertEquals(
            "【亲守】14:05，妈妈可能正被骗：有人在看屏幕，银行软件开着。" +
                "马上打过去，叫妈妈挂断、停止共享、别转钱。打不通就打110请警察上门。",
            text(MessageKind.DANGER, RuleId.BANK_DURING_SHARE, Language.MAINLAND),
        )
        assertEquals(
            "【親守】14:05，媽媽可能正被騙：有人正看螢幕，銀行程式已開啟。" +
                "立即致電，叫媽媽收線、停止分享、不要轉賬。打不通就打999請警察上門。",
            text(MessageKind.DANGER, RuleId.BANK_DURING_SHARE, Language.HONG_KONG),
        )
        assertEquals(
            "KinGuard 14:05: Mum may be being scammed: somebody sees the screen, bank app open. " +
                "Call Mum and say: hang up, stop sharing, pay nothing. No answer? Police 110.",
            text(MessageKind.DANGER, RuleId.BANK_DURING_SHARE, Language.ENGLISH),
        )
    }

    @Test
    fun `every kind and every rule has words of its own`() {
        Language.entries.forEach { language ->
            val texts = SampleMessages.ALL.map { (kind, rule) -> text(kind, rule, language) }
            // During the call or soon after it makes no difference to the contact who must call.
            assertEquals(texts.size - 1, texts.toSet().size)
        }
    }

    @Test
    fun `every rule can be written about`() {
        for (language in Language.entries) {
            for (kind in MessageKind.entries) {
                for (rule in RuleId.entries) {
                    val written = words.write(SampleMessages.usual(kind, rule, language), language)
                    listOf(written.title, written.text).forEach {
                        assertTrue(
                            it,
                            "null" !in it && '%' !in it && '$' !in it,
                        )
                    }
                }
            }
        }
    }

    @Test
    fun `for whom a code is asked is said in no more than two text messages`() {
        Language.entries.forEach { language ->
            val letter = SampleMessages.usual(MessageKind.CODE_ASKED, null, language).copy(who = "八".repeat(13))
            SampleMessages.variants(letter).forEach { variant ->
                val text = words.write(variant, language).text
                assertTrue(text, Segments.of(text).count <= 2)
            }
            assertTrue("Mary" in words.write(letter.copy(who = "Mary"), language).text)
        }
    }

    @Test
    fun `it looks like the family's own app and not like a fraud`() {
        val signature = mapOf(
            Language.MAINLAND to "【亲守】",
            Language.HONG_KONG to "【親守】",
            Language.ENGLISH to "KinGuard",
        )
        eachUsual { letter, language ->
            val written = words.write(letter, language)
            assertTrue(written.text, written.text.startsWith(signature.getValue(language)))
            assertTrue(written.title, written.title.startsWith(signature.getValue(language)))
            assertTrue(written.text, letter.parent in written.text)
            assertFalse(written.text, LINK.containsMatchIn(written.text))
        }
    }

    @Test
    fun `the contact's language counts, and not the phone's`() {
        val texts = listOf("en", "zh-rCN", "zh-rHK", "fr").map { phone ->
            RuntimeEnvironment.setQualifiers(phone)
            Language.entries.map { text(MessageKind.DANGER, RuleId.BANK_DURING_SHARE, it) }
        }
        assertEquals(1, texts.toSet().size)
        assertEquals(Language.entries.size, texts.first().toSet().size)
    }

    @Test
    fun `the phone's clock counts`() {
        val letter = SampleMessages.usual(MessageKind.DANGER, null, Language.MAINLAND)
        val elsewhere = MessageFormatter(context) { ZoneId.of("Europe/London") }
        assertTrue(elsewhere.write(letter, Language.MAINLAND).text.startsWith("【亲守】06:05，"))
    }

    @Test
    fun `what is late says when it was`() {
        val today = SampleMessages.usual(MessageKind.DANGER, null, Language.MAINLAND).copy(
            late = true,
            nowMs =
            SampleMessages.NOW_MS + HOUR_MS,
        )
        assertTrue(words.write(today, Language.MAINLAND).text.startsWith("【亲守】14:05发生，迟到的消息："))
        assertEquals("【亲守】迟到的消息：妈妈有危险，马上联系", words.write(today, Language.MAINLAND).title)
        val yesterday = today.copy(whenMs = SampleMessages.LONG_AGO_MS)
        assertTrue(words.write(yesterday, Language.MAINLAND).text.startsWith("【亲守】11月22日23:59发生，迟到的消息："))
        assertTrue(words.write(yesterday, Language.HONG_KONG).text.startsWith("【親守】11月22日23:59發生，遲到的訊息："))
        assertTrue(words.write(yesterday, Language.ENGLISH).text.startsWith("KinGuard LATE, it was 22 Nov 23:59: "))
        val midnight = today.copy(
            whenMs = SampleMessages.LONG_AGO_MS + MINUTE_MS,
            nowMs =
            SampleMessages.LONG_AGO_MS + 2 * MINUTE_MS,
        )
        assertTrue(words.write(midnight, Language.MAINLAND).text.startsWith("【亲守】00:00发生"))
        assertTrue(
            words.write(
                midnight.copy(whenMs = midnight.whenMs - 1),
                Language.MAINLAND,
            ).text.startsWith("【亲守】11月22日23:59"),
        )
    }

    @Test
    fun `what may have arrived before says so`() {
        val danger = SampleMessages.usual(MessageKind.DANGER, null, Language.MAINLAND).copy(repeated = true)
        assertTrue(words.write(danger, Language.MAINLAND).text.startsWith("【亲守】14:05，可能重复："))
        assertTrue(words.write(danger.copy(late = true), Language.MAINLAND).text.startsWith("【亲守】14:05发生，迟到且可能重复："))
        assertTrue("(perhaps sent before)" in words.write(danger, Language.ENGLISH).text)
    }

    @Test
    fun `a silent phone was last heard of on a day`() {
        val letter = SampleMessages.usual(
            MessageKind.SILENT,
            null,
            Language.MAINLAND,
        ).copy(whenMs = SampleMessages.NOW_MS)
        assertTrue(words.write(letter, Language.MAINLAND).text.startsWith("【亲守】11月23日14:05以后，没有妈妈手机的消息"))
    }

    @Test
    fun `who calls a diverted number may speak with the scammer`() {
        Language.entries.forEach { language ->
            listOf(MessageKind.DANGER, MessageKind.WENT_ON).forEach { kind ->
                val text = text(kind, RuleId.CALL_FORWARDING, language)
                listOf("马上打给", "致電媽媽", "Call").forEach { assertFalse(text, it in text) }
            }
            val early = text(MessageKind.EARLY, RuleId.FORWARDING_SET_UP, language)
            listOf("打给妈妈问", "請立即致電", "Call").forEach { assertFalse(early, it in early) }
        }
    }

    @Test
    fun `who may be switching the guard off on a stranger's word has to be rung now`() {
        val call = SampleMessages.usual(MessageKind.PROTECTION, RuleId.SETTINGS_DURING_CALL, Language.MAINLAND)
        assertEquals(
            "【亲守】14:05，电话里可能有人正叫妈妈关掉亲守。现在就打给妈妈问清楚；占线就换座机或微信打。",
            words.write(call, Language.MAINLAND).text,
        )
        assertEquals("【亲守】留意：妈妈可能碰上骗子", words.write(call, Language.MAINLAND).title)
        val lost = words.write(call.copy(rule = RuleId.PROTECTION_CHANGED), Language.MAINLAND)
        assertEquals("【亲守】亲守不能好好守护妈妈了", lost.title)
    }

    @Test
    fun `the police come where they can be rung from`() {
        val danger = SampleMessages.usual(MessageKind.DANGER, RuleId.BANK_DURING_SHARE, Language.MAINLAND)
        assertTrue(words.write(danger, Language.MAINLAND).text.endsWith("打不通就打110请警察上门。"))
        for (other in listOf(danger.copy(isNear = false), danger.copy(region = ""))) {
            assertTrue(words.write(other, Language.MAINLAND).text.endsWith("打不通就打座机，或找邻居上门。"))
        }
    }

    @Test
    fun `the first words say what happened to whom`() {
        eachUsual { letter, language ->
            if (letter.kind != MessageKind.DANGER) return@eachUsual
            val text = words.write(letter, language).text.substringAfter("14:05").trimStart('，', ':', ' ')
            assertTrue(text, text.startsWith(letter.parent) || text.startsWith("危险") || text.startsWith("危險"))
        }
    }

    @Test
    fun `money that has left is frozen by those who can, there`() {
        mapOf(
            "CN" to "110",
            "HK" to "999",
            "MO" to "999",
            "TW" to "110",
            "SG" to "999",
            "MY" to "999",
        ).forEach { (region, police) ->
            val text = words.write(
                SampleMessages.usual(MessageKind.MONEY_SENT, null, Language.MAINLAND).copy(region = region),
                Language.MAINLAND,
            ).text
            assertTrue(text, text.endsWith("叫妈妈先打${police}报警、请求止付，再打银行卡背面的电话冻结。"))
        }
        val nowhere = SampleMessages.usual(MessageKind.MONEY_SENT, null, Language.MAINLAND).copy(region = "")
        assertTrue(words.write(nowhere, Language.MAINLAND).text.endsWith("叫妈妈先报警，再打银行卡背面的电话冻结。"))
    }

    @Test
    fun `what stopped working is named, the worst first`() {
        val lost = SampleMessages.usual(MessageKind.PROTECTION, null, Language.MAINLAND)
        assertTrue("做不到：看到银行软件打开、发短信给家人。" in words.write(lost, Language.MAINLAND).text)
        val all = lost.copy(capabilities = Capability.entries.toSet())
        assertTrue("做不到：看到银行软件打开、知道正在通话、认出陌生来电等13项。" in words.write(all, Language.MAINLAND).text)
        Capability.entries.forEach { one ->
            val text = words.write(lost.copy(capabilities = setOf(one)), Language.MAINLAND).text
            assertFalse("$one: $text", "完整" in text)
        }
    }

    @Test
    fun `an app is named as the contact knows it, and only if its name is sure`() {
        val letter = SampleMessages.usual(MessageKind.EARLY, RuleId.INSTALL_AFTER_CALL, Language.ENGLISH)
        val zoom = letter.copy(app = AppName("会议", "Zoom"))
        assertTrue("installed \"Zoom\": a common trick." in words.write(zoom, Language.ENGLISH).text)
        assertTrue("装了“会议”，" in words.write(zoom, Language.MAINLAND).text)
        assertTrue(
            "installed a new app: a common trick." in words.write(letter.copy(app = null), Language.ENGLISH).text,
        )
    }

    @Test
    fun `a Chinese name in English words is left out before a word of them is`() {
        val letter = SampleMessages.usual(
            MessageKind.DANGER,
            RuleId.BANK_DURING_SHARE,
            Language.ENGLISH,
        ).copy(parent = "妈妈")
        val late = letter.copy(late = true, whenMs = SampleMessages.LONG_AGO_MS)
        assertTrue("your parent may be being scammed" in words.write(late, Language.ENGLISH).text)
        assertTrue("pay nothing." in words.write(late, Language.ENGLISH).text)
        assertTrue("妈妈" in words.write(late, Language.ENGLISH).title)
    }

    @Test
    fun `a name cannot take the message over`() {
        val names =
            mapOf(
                "妈妈\n【银行】" to "妈妈 银行",
                "  妈妈  " to "妈妈",
                "\u202e妈妈" to "妈妈",
                "" to "家人",
                "【】" to "家人",
                "一二三四五六七八九十一二" to "一二三四五六七八九十一二",
                "一二三四五六七八九十一二三" to "一二三四五六七八九十一…",
                "一二三四五六七八九十一👵三" to "一二三四五六七八九十一…",
                "%1\$s" to "1\$s",
            )
        names.forEach { (name, shown) ->
            val letter = SampleMessages.usual(MessageKind.TEST, null, Language.MAINLAND).copy(parent = name)
            val text = words.write(letter, Language.MAINLAND).text
            assertTrue(text, text.startsWith("【亲守】14:05，${shown}的手机发来测试"))
        }
    }

    @Test
    fun `all languages say everything with the same gaps`() {
        val names = R.string::class.java.fields.filter { it.name.startsWith("family_") && "_screen_" !in it.name }
        assertTrue(names.size > 60)
        val english = texts(names.map { it.getInt(null) }, "en")
        listOf("zh-rCN", "zh-rHK").forEach { language ->
            texts(names.map { it.getInt(null) }, language).zip(english).zip(names) { (chinese, text), name ->
                // Where one sentence names the parent, the other need not.
                assertEquals("${name.name} $language", gaps(text) - PARENT, gaps(chinese) - PARENT)
                if (name.name != "family_clock") assertNotEquals("${name.name} $language", text, chinese)
            }
        }
    }

    private fun texts(ids: List<Int>, language: String): List<String> {
        RuntimeEnvironment.setQualifiers(language)
        return ids.map(context.resources::getString)
    }

    private fun gaps(text: String) = GAP.findAll(text).map { it.value }.toSet()

    private fun text(kind: MessageKind, rule: RuleId?, language: Language) =
        words.write(SampleMessages.usual(kind, rule, language), language).text

    private fun eachUsual(look: (MessageFacts, Language) -> Unit) {
        for (language in Language.entries) {
            for ((kind, rule) in SampleMessages.ALL) look(SampleMessages.usual(kind, rule, language), language)
        }
    }

    private companion object {
        const val PARENT = "%1\$s"
        const val MINUTE_MS = 60_000L
        const val HOUR_MS = 60 * MINUTE_MS
        val GAP = Regex("%\\d\\$[sd]")
        val LINK = Regex("http|www|://|[a-z]\\.[a-z]|点击|链接|連結|click|link", RegexOption.IGNORE_CASE)
    }
}
