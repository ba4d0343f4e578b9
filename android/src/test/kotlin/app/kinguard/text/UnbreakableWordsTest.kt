package app.kinguard.text

import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith

/** Between which signs a line may be broken. A bar stands for each joiner. */
@RunWith(AndroidRunner::class)
class UnbreakableWordsTest {
    private fun joined(text: String) = withUnbreakableWords(text).replace('\u2060', '|')

    @Test
    fun `words of a dictionary stay whole`() {
        for (word in listOf("陌生", "手机", "家人", "屏幕", "银行", "螢幕", "騙徒", "數字")) {
            assertEquals("在${word.toList().joinToString("|")}里", joined("在${word}里"))
        }
    }

    @Test
    fun `a short name in quotation marks stays whole`() {
        assertEquals("“|云|会|通|”吗", joined("“云会通”吗"))
        assertEquals("「|開|始|」了", joined("「開始」了"))
    }

    @Test
    fun `a question stays whole`() {
        assertEquals("看是|不|是陌|生|人", joined("看是不是陌生人"))
    }

    @Test
    fun `dates, times and what a number counts stay whole`() {
        assertEquals("到1|1|月|1|4|日", joined("到11月14日"))
        assertEquals("周|二", joined("周二"))
        assertEquals("今|晚|1|0|:|1|3自", joined("今晚10:13自"))
        assertEquals("第2|步", joined("第2步"))
    }

    @Test
    fun `a shortened number stays whole`() {
        assertEquals("给1|3|9|…|0|0|0|1打", joined("给139…0001打"))
    }

    @Test
    fun `other scripts are returned as they are`() {
        assertEquals("Call 139…0001 now", withUnbreakableWords("Call 139…0001 now"))
    }

    @Test
    fun `only joiners are added, whatever the text`() {
        for (text in listOf("", "家", "👨‍👩‍👧家人\n您好", "\u2060家人", "a家b人c", "𠮷野家")) {
            assertEquals(text.replace("\u2060", ""), withUnbreakableWords(text).replace("\u2060", ""))
        }
    }
}
