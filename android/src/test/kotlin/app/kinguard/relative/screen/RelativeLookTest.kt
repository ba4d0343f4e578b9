package app.kinguard.relative.screen

import android.content.pm.PackageManager
import android.graphics.Color
import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** On the family's phone, all colours can be told apart, all texts exist in three languages, and no page is open. */
@RunWith(AndroidRunner::class)
@Config(application = RelativeTestApp::class)
internal class RelativeLookTest {
    private val host = RuntimeEnvironment.getApplication()

    @Test
    fun `every text stands out from its ground, by day and by night`() {
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
        val ids = R.string::class.java.fields.filter { it.name.startsWith("relative_") }.map { it.getInt(null) }
        assertTrue(ids.size > 90)
        val (mainland, hongKong, english) = listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
            RuntimeEnvironment.setQualifiers(language)
            ids.map(host::getString)
        }
        val same = ids.indices.filter { mainland[it] == english[it] || hongKong[it] == english[it] }
        assertEquals(emptyList<String>(), same.map { host.resources.getResourceEntryName(ids[it]) })
        val gap = Regex("""%\d\$[sd]""")
        for (at in ids.indices) {
            val gaps = listOf(mainland, hongKong, english).map { gap.findAll(it[at]).map(MatchResult::value).toSet() }
            assertEquals(host.resources.getResourceEntryName(ids[at]), 1, gaps.toSet().size)
        }
    }

    @Test
    fun `no page can be opened from outside`() {
        val flags = PackageManager.GET_ACTIVITIES or PackageManager.MATCH_DISABLED_COMPONENTS
        val all = host.packageManager.getPackageInfo(host.packageName, flags).activities.orEmpty()
        val pages = all.filter { ".relative.screen." in it.name }
        assertTrue("$pages", pages.size >= 12)
        pages.filter { it.enabled }.forEach { assertFalse(it.name, it.exported) }
        assertEquals(listOf(ScanLink.ALIAS), pages.filterNot { it.enabled }.map { it.name })
    }

    private companion object {
        val PAIRS = listOf(
            R.color.page_ink to R.color.page_ground,
            R.color.page_ink to R.color.page_plate,
            R.color.page_ink to R.color.page_plate_open,
            R.color.page_ink to R.color.page_plate_fault,
            R.color.page_button to R.color.page_plate,
            R.color.page_fault to R.color.page_plate,
            R.color.warning_red_text to R.color.warning_red_ground,
            R.color.warning_amber_text to R.color.warning_amber_ground,
        )
    }
}
