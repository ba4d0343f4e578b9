package app.kinguard.history.screen

import android.graphics.Color
import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class HistoryLookTest : HistoryTestBase() {
    @Test
    fun `a red note stands out from its plate, by day and by night`() {
        for (night in listOf("notnight", "night")) {
            RuntimeEnvironment.setQualifiers("+$night")
            val lights = listOf(R.color.page_fault, R.color.page_plate).map {
                Color.luminance(host.getColor(it))
            }.sorted()
            val contrast = (lights[1] + 0.05) / (lights[0] + 0.05)
            assertTrue("$night: $contrast", contrast >= 4.5)
        }
    }

    @Test
    fun `every word is there in three languages, with the same gaps`() {
        val ids = R.string::class.java.fields.filter { field ->
            listOf("history_", "times_").any { field.name.startsWith(it) }
        }.map { it.getInt(null) }
        assertTrue(ids.size > 100)
        val (mainland, hongKong, english) = listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
            RuntimeEnvironment.setQualifiers(language)
            ids.map(host::getString)
        }
        val same = ids.filterIndexed { at, _ -> mainland[at] == english[at] || hongKong[at] == english[at] }
        assertEquals(
            setOf("times_clock_24", "history_quoted"),
            same.map(host.resources::getResourceEntryName).toSet(),
        )
        ids.indices.forEach { at ->
            assertEquals(host.resources.getResourceEntryName(ids[at]), gaps(mainland[at]), gaps(english[at]))
            assertEquals(host.resources.getResourceEntryName(ids[at]), gaps(mainland[at]), gaps(hongKong[at]))
        }
    }

    private fun gaps(words: String) = Regex("""%\d\$[a-z]""").findAll(words).map { it.value }.sorted().toList()
}
