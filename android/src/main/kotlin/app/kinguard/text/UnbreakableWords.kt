package app.kinguard.text

import android.icu.text.BreakIterator
import java.util.Locale

/** U+2060 WORD JOINER: takes no room, and no line is broken at it. */
private const val JOINER = '\u2060'

/** A date or a time of day as one, and what a number counts: 10月29日, 下午3:05, 第2步. */
private val DATES = Regex("""[今明昨前]?[天晚早]?[上下中凌]?[午晨]?\d[\d:年月日点分秒步次]*(?<=\d|[年月日点分秒步次])|[周週]\p{IsHan}""")

/** Words of this app that the dictionary lacks, short names in quotation marks, and questions such as 是不是. */
private val WORDS =
    Regex(
        "“[^”]{1,6}”|「[^」]{1,6}」|亲守|親守|騙徒|屋企人|收線|撳住|通話紀錄|短訊|出事[时時]|开发者|開發者|录制|錄製|扫码|掃碼|充值|增值|发往|發往|放行|[不没]开|數字|一句[话話]|快挂掉|滙豐|会响|會響|從不|从不|(\\p{IsHan})[不唔]\\1",
    )

/** A telephone number of which the middle is left out. */
private val SHORT_NUMBER = Regex("""\+?[\d ]+…\d+""")

/**
 * Returns [text] with joiners inside its Chinese words, dates and numbers, between which Android would break a line
 * anywhere. Words are found by the dictionary of Android's ICU. Text of other scripts is returned as it is.
 */
fun withUnbreakableWords(text: String): String {
    if (text.none(::isHan)) return text
    val joined = BooleanArray(text.length)
    val words = BreakIterator.getWordInstance(Locale.CHINESE).apply { setText(text) }
    var from = words.first()
    var end = words.next()
    while (end != BreakIterator.DONE) {
        if (isHan(text[from]) && end - from <= LONGEST_WORD) join(joined, from until end)
        from = end
        end = words.next()
    }
    listOf(DATES, WORDS, SHORT_NUMBER).flatMap { it.findAll(text) }.forEach { join(joined, it.range) }
    return buildString {
        text.forEachIndexed { at, sign ->
            if (joined[at]) append(JOINER)
            append(sign)
        }
    }
}

/** Marks every place within [range] but its beginning. */
private fun join(joined: BooleanArray, range: IntRange) = range.drop(1).forEach { joined[it] = true }

private fun isHan(sign: Char) = Character.UnicodeScript.of(sign.code) == Character.UnicodeScript.HAN

/** Longer names are broken, or a narrow screen would not hold them. */
private const val LONGEST_WORD = 6
