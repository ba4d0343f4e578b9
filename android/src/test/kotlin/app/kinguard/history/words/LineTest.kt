package app.kinguard.history.words

import android.content.Context
import android.provider.Settings
import app.kinguard.AndroidRunner
import app.kinguard.history.DAY_MS
import app.kinguard.history.HOUR_MS
import app.kinguard.history.MINUTE_MS
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.util.TimeZone

@RunWith(AndroidRunner::class)
@Config(qualifiers = "zh-rCN")
class LineTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val times = IncidentTimes(context) { it }
    private val zone = TimeZone.getDefault()

    @Before
    fun inUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
        Settings.System.putString(context.contentResolver, Settings.System.TIME_12_24, "24")
    }

    @After
    fun back() = TimeZone.setDefault(zone)

    @Test
    fun `the same one after another is one line, with the first time and the last`() {
        val lines = folded(opened(1), opened(2), opened(3), line(4, "别的"), opened(5))
        assertEquals(listOf(3, 1, 1), lines.map { it.count })
        assertEquals("00:01–00:03" to "打开 ×3", times.clock(lines[0]) to times.words(lines[0]))
        assertEquals("00:05" to "打开", times.clock(lines[2]) to times.words(lines[2]))
    }

    @Test
    fun `a warning that is left again and again is one line a day, whatever comes between`() {
        val lines = folded(left(1), line(2, "红色"), left(3), line(4, "黄色"), left(5), left(24 * 60 + 1))
        assertEquals(listOf("离开 ×3", "红色", "黄色", "离开"), lines.map(times::words))
        assertEquals("00:01–00:05", times.clock(lines[0]))
    }

    @Test
    fun `where that is asked for, the same is one line a day, whatever comes between`() {
        val lines = listOf(opened(1), line(2, "别的"), opened(3), line(4, "别的"), opened(24 * 60 + 1))
        val folded = Line.folded(lines, times::day, anywhere = true)
        assertEquals(listOf("打开 ×2", "别的 ×2", "打开"), folded.map(times::words))
        assertEquals("00:01–00:03", times.clock(folded[0]))
    }

    @Test
    fun `what differs in a detail or falls on another day stays apart`() {
        assertEquals(2, folded(opened(1), opened(2).copy(details = listOf("女儿"))).size)
        assertEquals(2, folded(opened(1), opened(2).copy(exactly = "com.icbc")).size)
        assertEquals(2, folded(opened(24 * 60 - 1), opened(24 * 60)).size)
    }

    @Test
    fun `a span is said from a minute on, and with the day where it ends on another`() {
        assertEquals("01:00", times.span(HOUR_MS, HOUR_MS + MINUTE_MS - 1))
        assertEquals("01:00–01:01\u00A0· 1分钟", times.span(HOUR_MS, HOUR_MS + MINUTE_MS))
        assertEquals("01:00–01:01\u00A0· 1分钟", times.span(HOUR_MS, HOUR_MS + MINUTE_MS + 1))
        assertEquals("23:00–1月2日 周五 00:30\u00A0· 1小时30分", times.span(23 * HOUR_MS, DAY_MS + HOUR_MS / 2))
    }

    private fun folded(vararg lines: Line) = Line.folded(lines.toList(), times::day)

    private fun opened(minute: Int) = line(minute, "打开")

    private fun left(minute: Int) = line(minute, "离开").copy(tone = Line.Tone.LEFT)

    private fun line(minute: Int, words: String) = Line(minute * MINUTE_MS, Line.Tone.SEEN, words)
}
