package app.kinguard.words

import android.provider.Settings
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.time.LocalDateTime
import java.time.ZoneId

/** A moment is said as people say it, in each part of the day. */
@RunWith(AndroidRunner::class)
@Config(qualifiers = "zh-rCN")
class MomentFormatterTest {
    private val app = RuntimeEnvironment.getApplication()
    private val times = MomentFormatter(app)

    @Test
    fun `each part of the day has its name, to the minute`() {
        hours("12")
        val names = mapOf(
            (0 to 0) to "凌晨12:00",
            (4 to 59) to "凌晨4:59",
            (5 to 0) to "早上5:00",
            (7 to 59) to "早上7:59",
            (8 to 0) to "上午8:00",
            (11 to 59) to "上午11:59",
            (12 to 0) to "中午12:00",
            (12 to 59) to "中午12:59",
            (13 to 0) to "下午1:00",
            (17 to 59) to "下午5:59",
            (18 to 0) to "晚上6:00",
            (23 to 59) to "晚上11:59",
        )
        for ((at, words) in names) assertEquals(words, times.clock(moment(14, at.first, at.second)))
    }

    @Test
    fun `what comes soon is today, tonight or tomorrow`() {
        hours("12")
        val now = moment(14, 9, 30)
        assertEquals("今天下午3:05", times.soon(moment(14, 15, 5), now))
        assertEquals("今天下午5:59", times.soon(moment(14, 17, 59), now))
        assertEquals("今晚6:00", times.soon(moment(14, 18, 0), now))
        assertEquals("今晚10:13", times.soon(moment(14, 22, 13), now))
        assertEquals("明天凌晨12:00", times.soon(moment(15, 0, 0), now))
        assertEquals("明天上午8:00", times.soon(moment(15, 8, 0), now))
        assertEquals("明天晚上11:59", times.soon(moment(15, 23, 59), now))
        assertEquals("11月16日 周四 凌晨12:00", times.soon(moment(16, 0, 0), now))
    }

    @Test
    fun `a phone that counts to twenty-four does so here`() {
        hours("24")
        val now = moment(14, 9, 30)
        assertEquals("今晚22:13", times.soon(moment(14, 22, 13), now))
        assertEquals("明天08:00", times.soon(moment(15, 8, 0), now))
        assertEquals("00:05", times.clock(moment(14, 0, 5)))
    }

    @Test
    @Config(qualifiers = "en-rGB")
    fun `in English, too`() {
        hours("12")
        val now = moment(14, 9, 30)
        val said = listOf(moment(14, 15, 5), moment(14, 22, 13), moment(15, 8, 0)).map {
            times.soon(it, now).lowercase().replace('\u202f', ' ')
        }
        assertEquals(listOf("today at 3:05 pm", "tonight at 10:13 pm", "tomorrow at 8:00 am"), said)
    }

    private fun hours(many: String) = Settings.System.putString(app.contentResolver, Settings.System.TIME_12_24, many)

    private fun moment(day: Int, hour: Int, minute: Int) =
        LocalDateTime.of(2023, 11, day, hour, minute).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli()
}
