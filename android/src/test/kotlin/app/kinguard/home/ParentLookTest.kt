package app.kinguard.home

import android.graphics.Color
import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** On the home screen and in the drill, all colours can be told apart and all texts exist in three languages. */
@RunWith(AndroidRunner::class)
@Config(application = HomeTestApp::class)
class ParentLookTest {
    private val host = RuntimeEnvironment.getApplication()

    @Test
    fun `every text and every mark stands out from its ground, by day and by night`() {
        for (night in listOf("notnight", "night")) {
            RuntimeEnvironment.setQualifiers("+$night")
            for ((text, ground) in PAIRS) {
                val lights = listOf(text, ground).map { Color.luminance(host.getColor(it)) }.sorted()
                val contrast = (lights[1] + 0.05) / (lights[0] + 0.05)
                assertTrue("${host.resources.getResourceEntryName(text)} $night: $contrast", contrast >= 4.5)
            }
        }
    }

    @Test
    fun `every word is there in three languages`() {
        val ids = R.string::class.java.fields
            .filter { it.name.startsWith("home_") || it.name.startsWith("practice_") }
            .map { it.getInt(null) }
        assertTrue(ids.size > 100)
        val (mainland, hongKong, english) = listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
            RuntimeEnvironment.setQualifiers(language)
            ids.map(host::getString)
        }
        val same = ids.indices.filter { mainland[it] == english[it] || hongKong[it] == english[it] }
        assertEquals(emptyList<String>(), same.map { host.resources.getResourceEntryName(ids[it]) })
        val marks = Regex("""%\d\$[sd]""")
        for (at in ids.indices) {
            val asked = listOf(mainland, hongKong, english).map {
                marks.findAll(it[at]).map(MatchResult::value).toSet()
            }
            assertEquals(host.resources.getResourceEntryName(ids[at]), 1, asked.toSet().size)
        }
    }

    @Test
    fun `every text of its own file has the same parts in three languages`() {
        for (text in listOf(R.raw.questions, R.raw.privacy)) {
            val parts = listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
                RuntimeEnvironment.setQualifiers(language)
                host.resources.openRawResource(text).bufferedReader().use { it.readText() }.trim().split("\n\n")
            }
            val kinds = parts.map { all -> all.map { it.startsWith("# ") } }
            assertTrue(kinds.first().size > 10)
            assertEquals(host.resources.getResourceEntryName(text), 1, kinds.toSet().size)
            assertEquals("each is translated", 3, parts.toSet().size)
        }
    }

    private companion object {
        val PAIRS =
            listOf(
                R.color.home_help_text to R.color.home_help,
                R.color.home_help to R.color.page_ground,
                R.color.home_whole to R.color.page_ground,
                R.color.home_gap to R.color.page_ground,
                R.color.home_paused to R.color.page_ground,
                R.color.page_button to R.color.page_ground,
                R.color.page_button to R.color.page_plate,
                R.color.page_ink to R.color.page_plate,
                R.color.page_ink to R.color.page_plate_open,
                R.color.page_ink to R.color.page_plate_fault,
                R.color.page_fault to R.color.page_plate_fault,
                R.color.page_open to R.color.page_plate_open,
                R.color.page_button_text to R.color.page_button,
                R.color.warning_red_text to R.color.warning_red_ground,
                R.color.warning_red_button_text to R.color.warning_red_button,
            )
    }
}
