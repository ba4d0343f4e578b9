package app.kinguard.text

import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/**
 * One term for one thing, one register on one page. Each term that was found beside the one that is used stands here, so
 * that it does not come back.
 */
@RunWith(AndroidRunner::class)
class TermsTest {
    @Test
    fun `the mainland's texts use the terms of the list`() = assertNone("zh-rCN", MAINLAND)

    @Test
    fun `Hong Kong's texts use the terms of the list`() = assertNone("zh-rHK", HONG_KONG)

    @Test
    fun `what is not said to a person in danger is written Chinese in Hong Kong`() =
        assertNone("zh-rHK", mapOf(CANTONESE to "written Chinese")) { name -> SPOKEN.none(name::startsWith) }

    @Test
    fun `the English texts use the terms of the list`() = assertNone("en-rGB", ENGLISH)

    private fun assertNone(language: String, terms: Map<Regex, String>, isMeant: (String) -> Boolean = { true }) {
        RuntimeEnvironment.setQualifiers(language)
        val texts = texts().filterKeys(isMeant)
        assertTrue("too few texts: ${texts.size}", texts.size > MANY)
        val found = terms.flatMap { (term, instead) ->
            texts.filterValues(term::containsMatchIn).map { (name, text) -> "$name: $instead, in: $text" }
        }
        assertEquals("", found.joinToString("\n"))
    }

    /** The app's own texts by name. Those that the signs of [CANTONESE] are meant in would need an exception here. */
    private fun texts(): Map<String, String> = R.string::class.java.fields.associate {
        it.name to RuntimeEnvironment.getApplication().getString(it.getInt(null))
    }

    private companion object {
        const val MANY = 500

        /** The features in which the parent is spoken to as the family would: the warning, the drill, the voice. */
        val SPOKEN = listOf("warning_", "practice_", "voice_", "home_warning", "home_help")

        val MAINLAND = mapOf(
            Regex("[^“]你") to "您",
            Regex("^你") to "您",
            Regex("家里人") to "家人",
            Regex("好不好用") to "守护状态",
            Regex("练一练|演练|演习") to "防骗练习",
            Regex("听到的|没听到过") to "收到的信号: the guard does not listen",
            Regex("不会有任何事") to "放心，不会有事",
            Regex("真客服") to "真银行",
            Regex("没办成的事") to "出过的问题",
        )
        val HONG_KONG = mapOf(
            Regex("俾") to "畀, or 給 in written Chinese",
            Regex("㩒") to "撳, or 按 in written Chinese",
            Regex("騙子") to "騙徒",
            Regex("(看|睇|享|影)[您你]?[嘅的]?個?畫面") to "螢幕",
            Regex("send") to "傳送",
            Regex("演練|練一練") to "防騙練習",
            Regex("守護緊") to "正在守護",
            Regex("而家唔住") to "暫時不同意",
        )
        val CANTONESE = Regex("[嘅咗喺嚟啲唔佢睇撳畀俾冇嗰呢噉咁哋乜嘢]|而家|屋企|邊個|點樣|點解|返轉頭")
        val ENGLISH = mapOf(
            Regex("(?i)nobody of your family") to "no family member",
            Regex("(?i)stop him") to "they",
            Regex("(?i)\\bhe has you\\b|\\bhe gets you\\b") to "they get you to",
            Regex("(?i)work your phone") to "control your phone",
            Regex("(?i)i was cheated") to "I have been scammed",
            Regex("(?i)that is so\\b") to "Yes, that's right",
            Regex("(?i)says it is ill") to "has a fault",
            Regex("(?i)\\bleft off\\b") to "if off",
            Regex("(?i)real customer service") to "real police and banks",
            Regex("(?i)\\bis rung\\b|\\bbe rung\\b") to "called",
        )
    }
}
