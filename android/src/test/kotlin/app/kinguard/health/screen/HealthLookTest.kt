package app.kinguard.health.screen

import android.graphics.Color
import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class HealthLookTest : ScreenTest() {
    @Test
    fun `every text stands out from its ground, by day and by night`() {
        for (night in listOf("notnight", "night")) {
            RuntimeEnvironment.setQualifiers("+$night")
            val lights = listOf(R.color.page_ink, R.color.page_plate).map { Color.luminance(app.getColor(it)) }.sorted()
            assertTrue(night, (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5)
        }
    }

    @Test
    fun `every word is there in three languages, with the same gaps`() {
        val ids = R.string::class.java.fields.filter { it.name.startsWith("health_") }.map { it.getInt(null) }
        assertTrue(ids.size > 150)
        val (mainland, hongKong, english) = listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
            RuntimeEnvironment.setQualifiers(language)
            ids.map(app::getString)
        }
        val same = ids.filterIndexed { at, _ -> mainland[at] == english[at] || hongKong[at] == english[at] }
        assertEquals(
            setOf("clock"),
            same.map { app.resources.getResourceEntryName(it).removePrefix("health_") }.toSet(),
        )
        ids.forEachIndexed { at, id ->
            val gaps = listOf(mainland, hongKong, english).map { GAP.findAll(it[at]).map(MatchResult::value).toSet() }
            assertEquals(app.resources.getResourceEntryName(id), 1, gaps.toSet().size)
        }
    }

    private companion object {
        val GAP = Regex("%\\d\\$[sd]")
    }
}
