package app.kinguard.setup

import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class SetupWordsTest {
    private val app = RuntimeEnvironment.getApplication()

    @Test
    fun `every word is there in three languages`() {
        val ids = R.string::class.java.fields.filter { it.name.startsWith("setup_") }.map { it.getInt(null) }
        assertTrue(ids.size > 100)
        val (mainland, hongKong, english) =
            listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
                RuntimeEnvironment.setQualifiers(language)
                ids.map(app::getString)
            }
        val same = ids.filterIndexed { at, _ -> mainland[at] == english[at] || hongKong[at] == english[at] }
        assertEquals(setOf("setup_consent_item"), same.map(app.resources::getResourceEntryName).toSet())
        val gaps = listOf(mainland, hongKong, english).map { all -> all.map { Regex("%\\d\\$.").findAll(it).count() } }
        assertEquals(1, gaps.toSet().size)
    }
}
