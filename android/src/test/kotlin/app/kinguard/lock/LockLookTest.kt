package app.kinguard.lock

import android.content.pm.PackageManager
import android.util.Xml
import app.kinguard.AndroidRunner
import app.kinguard.R
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.xmlpull.v1.XmlPullParser

@RunWith(AndroidRunner::class)
class LockLookTest {
    private val app = RuntimeEnvironment.getApplication()

    @Test
    fun `every word is there in three languages`() {
        val ids = R.string::class.java.fields.filter { it.name.startsWith("lock_") }.map { it.getInt(null) }
        assertTrue(ids.size > 30)
        val (mainland, hongKong, english) =
            listOf("zh-rCN", "zh-rHK", "en-rGB").map { language ->
                RuntimeEnvironment.setQualifiers(language)
                ids.map(app::getString)
            }
        val same = ids.filterIndexed { at, _ -> mainland[at] == english[at] || hongKong[at] == english[at] }
        assertEquals(emptyList<String>(), same.map { app.resources.getResourceEntryName(it) })
        val gap = Regex("%\\d\\$[sd]")
        mainland.zip(hongKong).zip(english).forEach { (chinese, text) ->
            val (one, other) = chinese
            val gaps = listOf(one, other, text).map { gap.findAll(it).map { found -> found.value }.toSet() }
            assertEquals(text, 1, gaps.toSet().size)
        }
    }

    @Test
    fun `no page of the lock can be opened from outside`() {
        val all = app.packageManager.getPackageInfo(app.packageName, PackageManager.GET_ACTIVITIES).activities.orEmpty()
        val pages = all.filter { ".lock." in it.name }
        assertEquals(6, pages.size)
        pages.forEach { assertFalse(it.name, it.exported) }
    }

    @Test
    fun `nothing of it leaves the phone, into no cloud and to no other phone`() {
        val domains = setOf("root", "file", "database", "sharedpref", "external")
        val device = setOf("device_root", "device_file", "device_database", "device_sharedpref")
        val extraction = excluded(app.resources.getXml(R.xml.extraction))
        assertEquals(setOf("cloud-backup", "device-transfer"), extraction.keys)
        extraction.forEach { (way, left) -> assertEquals(way, domains + device, left) }
        assertEquals(mapOf("full-backup-content" to domains), excluded(app.resources.getXml(R.xml.backup)))
    }

    private fun excluded(xml: XmlPullParser): Map<String, Set<String>> {
        val found = mutableMapOf<String, MutableSet<String>>()
        var within = ""
        while (xml.next() != XmlPullParser.END_DOCUMENT) {
            if (xml.eventType != XmlPullParser.START_TAG) continue
            if (xml.name == "exclude") {
                val attributes = Xml.asAttributeSet(xml)
                assertEquals(".", attributes.getAttributeValue(null, "path"))
                found.getOrPut(within, ::mutableSetOf) += attributes.getAttributeValue(null, "domain")
            } else {
                within = xml.name
            }
        }
        return found
    }
}
