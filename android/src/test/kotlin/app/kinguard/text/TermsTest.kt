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
        assertNone("zh-rHK", WRITTEN) { name -> SPOKEN.none(name::startsWith) }

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

    /** The app's own texts by name, the long ones too, without the button of the warning that they quote. */
    private fun texts(): Map<String, String> {
        val app = RuntimeEnvironment.getApplication()
        val short = R.string::class.java.fields.associate { it.name to app.getString(it.getInt(null)) }
        val long = mapOf("questions" to R.raw.questions, "privacy" to R.raw.privacy).mapValues { (_, text) ->
            val whole = app.resources.openRawResource(text).bufferedReader().use { it.readText() }
            whole.replace(app.getString(R.string.warning_mistake_button), "")
        }
        return short + long
    }

    private companion object {
        const val MANY = 500

        /** The features in which the parent is spoken to as the family would: the warning, the drill, the voice. */
        val SPOKEN = listOf("warning_", "practice_", "voice_", "home_warning", "home_help", "relative_say_")

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
            Regex("告诉家人|马上告诉") to "通知家人",
            Regex("提醒") to "警告, or 通知 to the family",
            Regex("外地") to "境外",
            Regex("看护") to "守护, or 看得到",
            Regex("悬浮窗|其他应用(上面|上层)") to "显示在其他应用的上层",
            Regex("使用情况(?!访问权限)") to "使用情况访问权限",
            Regex("[^陌]生人|老人") to "陌生人, 爸妈",
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
            Regex("裡") to "裏",
            Regex("什麼") to "甚麼",
            Regex("看護") to "守護, or 看得到",
        )

        val CANTONESE = Regex("[嘅咗喺嚟啲唔佢睇撳畀俾冇嗰呢噉咁哋乜嘢]|而家|屋企|邊個|點樣|點解|返轉頭")

        val WRITTEN = mapOf(
            CANTONESE to "written Chinese",
            Regex("(歷史|刪除|親守的|手機的)記錄") to "紀錄",
            Regex("點") to "按, for a tap",
            Regex("掛斷") to "掛線",
            Regex("打電話給") to "致電",
            Regex("馬上") to "立即",
            Regex("打開") to "開啟",
            Regex("外地") to "境外",
            Regex("提醒|(失聯|可疑|長談|解除|恢復|彈出)提示") to "警告, or 通知 to the family",
            Regex("其他應用程式上顯示|顯示在其他程式上面") to "顯示在其他應用程式上面",
            Regex("使用情況") to "使用記錄存取權",
            Regex("在背景彈出[畫視介]|在鎖定[畫螢]") to "後台彈出介面, 鎖屏顯示",
        )
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
            Regex("(?i)\\b(ring|rang|rung)\\b|(?<!it )\\brings\\b") to "call, but the phone rings",
            Regex("(?i)fraudster") to "scammer",
            Regex("(?i)guarding you") to "You are protected",
            Regex("(?i)told at once") to "we tell",
            Regex("(?i)\\bit is stopped") to "Sharing has stopped",
            Regex("(?i)your own wish") to "your own decision",
            Regex("(?i)hurr(y|ies|ying) me") to "rushing me",
            Regex("(?i)no, i stop") to "I will not send it",
            Regex("(?i)phone at home") to "where it is from",
            Regex("(?i)phones of this make") to "This make of phone",
            Regex("(?i)unlock it first") to "Allow restricted settings first",
            Regex("(?i)\\bjudgement\\b|^Memory$") to "Detection, Storage",
            Regex("(?i)nobody knows whether it arrived") to "Delivery unknown",
            Regex("(?i)tell them nothing") to "Stop telling my family",
            Regex("(?i)\\b(not watched|watched:)") to "can see, cannot see",
            Regex("[^s]\"|\"[^%]") to "“quotation marks”, but in text messages",
        )
    }
}
