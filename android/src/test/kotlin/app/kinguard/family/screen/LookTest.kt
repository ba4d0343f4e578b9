package app.kinguard.family.screen

import android.content.Context
import android.graphics.Color
import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class LookTest : ScreenTest() {
    @Test
    fun `every text stands out from its ground, by day and by night`() {
        for (night in listOf("notnight", "night")) {
            RuntimeEnvironment.setQualifiers("+$night")
            for ((text, ground) in PAIRS) {
                val contrast = contrast(host, text, ground)
                val names = "${host.resources.getResourceEntryName(text)} $night: $contrast"
                assertTrue(names, contrast >= 4.5)
            }
        }
    }

    @Test
    fun `every word is there in three languages`() {
        val ids = R.string::class.java.fields
            .filter { field -> PREFIXES.any(field.name::startsWith) }.map { it.getInt(null) }
        assertTrue(ids.size > 100)
        val spoken =
            listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
                RuntimeEnvironment.setQualifiers(language)
                ids.map(host::getString)
            }
        val (mainland, hongKong, english) = spoken
        val same = ids.filterIndexed { at, _ -> mainland[at] == english[at] || hongKong[at] == english[at] }
        assertEquals(
            setOf("mainland", "hong_kong", "english", "telegram", "because", "iphone", "android"),
            same.map { host.resources.getResourceEntryName(it).removePrefix("family_screen_") }.toSet(),
        )
    }

    private fun contrast(context: Context, text: Int, ground: Int): Double {
        val lights = listOf(text, ground).map { Color.luminance(context.getColor(it)) }.sorted()
        return (lights[1] + 0.05) / (lights[0] + 0.05)
    }

    private companion object {
        val PREFIXES = listOf("family_screen_", "family_way_", "family_card_", "family_poster_")
        val PAIRS =
            listOf(
                R.color.page_ink to R.color.page_ground,
                R.color.page_ink to R.color.page_plate,
                R.color.page_fault to R.color.page_ground,
                R.color.page_button_text to R.color.page_button,
                R.color.page_edge to R.color.page_ground,
            )
    }
}
