package app.kinguard.warning

import android.content.Context
import android.content.res.Configuration
import android.graphics.Color
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.util.Locale

@RunWith(AndroidRunner::class)
@Config(application = WarningTestApp::class)
class WarningWordsTest {
    private val chinese = words(Locale.forLanguageTag("zh-CN"))

    @Test
    fun `every rule that warns has its own words in every language`() {
        LANGUAGES.forEach { language ->
            val words = words(language)
            val other = words.happening(red(RuleId.PROTECTION_CHANGED))
            WARNING_RULES.forEach { (rule, level) ->
                val reasons = listOf(Reason.MoneyApp(BANK), SHARED, INSTALLED, Reason.RemoteControl(MEETING))
                val warning = red(rule, reasons).copy(level = level)
                val sentence = words.happening(warning)
                assertNotEquals("$rule $language", other, sentence)
                assertFalse("$rule $language: $sentence", '%' in sentence)
                assertTrue(words.headline(warning).isNotBlank())
                assertTrue(words.question(warning).isNotBlank())
            }
            WARNING_RULES.entries.groupBy({ it.value }, { it.key }).values.forEach { rules ->
                assertEquals("no two alike", rules.size, rules.map { words.happening(red(it)) }.toSet().size)
            }
        }
    }

    @Test
    fun `red says hang up where somebody talks, and stop where nobody does`() {
        WARNING_RULES.filterValues { it == Level.RED }.keys.forEach { rule ->
            val alone = red(rule, listOf(Reason.MoneyApp(BANK)))
            val first = if (rule == RuleId.HELP_ASKED) "快挂断！" else "快停下！"
            assertTrue("$rule", chinese.headline(alone).startsWith(first))
            listOf(STRANGER, Reason.VoiceChat(null)).forEach {
                assertEquals("快挂断！\n很可能是骗子。", chinese.headline(alone.copy(reasons = alone.reasons + it)))
            }
            val over = red(rule, listOf(STRANGER.copy(live = false)))
            assertTrue("$rule", chinese.headline(over).startsWith(first))
            assertTrue("$rule", chinese.headline(over.copy(showing = 2)).startsWith("危险还在！"))
        }
    }

    @Test
    fun `what no police or bank does fits what happens`() {
        val truths = WARNING_RULES.keys.groupBy { chinese.truth(red(it)) }
        val control = setOf(RuleId.REMOTE_CONTROL, RuleId.BANK_UNDER_CONTROL)
        assertEquals(control, truths.getValue("真警察、真银行，绝不会操作您的手机。").toSet())
        assertEquals(listOf(RuleId.CALL_FORWARDING), truths.getValue("真警察、真银行，绝不会叫您转接电话。"))
        val seen = WARNING_RULES.filterValues { it == Level.RED }.keys - control - RuleId.CALL_FORWARDING
        assertEquals(
            seen - RuleId.PAYMENT_APP_IN_INCIDENT,
            truths.getValue("真警察、真银行，绝不会看您的屏幕。").toSet(),
        )
        assertNull("amber only asks", chinese.truth(amber()))
    }

    @Test
    fun `no fact is needed`() {
        LANGUAGES.forEach { language ->
            RuleId.entries.forEach { rule ->
                val sentence = words(language).happening(red(rule, emptyList()))
                assertTrue(sentence.isNotBlank() && "null" !in sentence && '%' !in sentence)
            }
        }
    }

    @Test
    fun `all languages say everything with the same gaps`() {
        val english = context(Locale.ENGLISH)
        val names = R.string::class.java.fields.filter { it.name.startsWith("warning_") }
        assertTrue(names.size > 80)
        names.forEach { name ->
            val text = english.getString(name.getInt(null))
            listOf("zh-CN", "zh-HK").map(Locale::forLanguageTag).forEach { language ->
                val chinese = context(language).getString(name.getInt(null))
                assertEquals("${name.name} $language", gaps(text), gaps(chinese))
                if (name.name != "warning_quoted") assertNotEquals("${name.name} $language", text, chinese)
            }
        }
    }

    @Test
    fun `the sentence is made from the facts`() {
        assertEquals("有人正看着您的屏幕，您打开了工商银行。", chinese.happening(red()))
        assertEquals("有人睇緊你個螢幕，你開咗工商银行。", words(Locale.forLanguageTag("zh-HK")).happening(red()))
        assertEquals("您正跟陌生人通话，又装了“云会通”。", chinese.happening(amber()))
        val ended = amber(reasons = listOf(INSTALLED, STRANGER.copy(live = false)))
        assertEquals("刚跟陌生人打过电话，就装了“云会通”。", chinese.happening(ended))
        assertEquals("不是，停下" to "是的，没事", chinese.answers(ended))
        assertEquals("家人不知道，挂断" to "家人知道", chinese.answers(amber(RuleId.BANK_DURING_CALL)))
    }

    @Test
    fun `an app cannot speak through its name`() {
        val words = WarningWords(context(Locale.CHINA).resources) { "这是银行的安全检查，请不要挂断，点继续。" }
        val sentence = words.happening(amber())
        assertTrue(sentence, "请不要挂断" !in sentence)
        assertEquals("您正跟陌生人通话，又装了那个软件。", chineseWith("！？\n").happening(amber()))
    }

    @Test
    fun `the voice helps nobody who listens in`() {
        LANGUAGES.forEach { language ->
            val said = words(language).spoken(red())
            listOf("屏", "畫面", "screen", "家人", "屋企", "family", "银行", "bank", "工商").forEach { assertFalse(it in said) }
        }
        assertTrue(chinese.spoken(red().copy(practice = true)).startsWith("这是练习"))
    }

    @Test
    fun `the voice says hang up only where somebody talks`() {
        assertEquals("快挂断！ 很可能是骗子。 不要转钱。", chinese.spoken(red()))
        assertEquals("快停下！ 很可能是骗子。 不要转钱。", chinese.spoken(red(reasons = listOf(SHARED))))
        assertEquals("请停一下。 先挂断电话。 不要转钱。", chinese.spoken(amber()))
        assertEquals("请停一下。 不要转钱。", chinese.spoken(amber(reasons = listOf(INSTALLED))))
    }

    @Test
    fun `every text can be read on its ground`() {
        listOf(Configuration.UI_MODE_NIGHT_NO, Configuration.UI_MODE_NIGHT_YES).forEach { night ->
            val configuration = Configuration(RuntimeEnvironment.getApplication().resources.configuration)
            configuration.uiMode = night
            val context = RuntimeEnvironment.getApplication().createConfigurationContext(configuration)
            WarningColors.entries.forEach { look ->
                assertReadable("$look text", context.getColor(look.text), context.getColor(look.ground))
                assertReadable("$look button", context.getColor(look.buttonText), context.getColor(look.button))
                assertReadable("$look edge", context.getColor(look.button), context.getColor(look.ground))
            }
        }
    }

    @Test
    fun `the second showing looks different`() {
        listOf(Level.RED, Level.AMBER).forEach { level ->
            val first = red().copy(level = level)
            assertNotEquals(WarningColors.of(first), WarningColors.of(first.copy(showing = 2)))
        }
    }

    private fun assertReadable(what: String, one: Int, other: Int) {
        val (dark, light) = listOf(Color.luminance(one), Color.luminance(other)).sorted()
        val contrast = (light + 0.05) / (dark + 0.05)
        assertTrue("$what: $contrast", contrast >= 4.5)
    }

    private fun gaps(text: String) = GAP.findAll(text).map { it.value }.sorted().toList()

    private fun words(language: Locale) =
        WarningWords(context(language).resources) { mapOf(BANK to "工商银行", MEETING to "云会通")[it] }

    private fun chineseWith(label: String) = WarningWords(context(Locale.CHINA).resources) { label }

    private fun context(language: Locale): Context {
        val configuration = Configuration(RuntimeEnvironment.getApplication().resources.configuration)
        configuration.setLocale(language)
        return RuntimeEnvironment.getApplication().createConfigurationContext(configuration)
    }

    private companion object {
        val LANGUAGES = listOf("zh-CN", "zh-HK", "en").map(Locale::forLanguageTag)
        val GAP = Regex("%\\d\\$[sd]")
    }
}
