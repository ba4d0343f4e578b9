package app.kinguard.history.screen

import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import app.kinguard.AndroidRunner
import app.kinguard.core.Effect
import app.kinguard.core.Player
import app.kinguard.core.Trace
import app.kinguard.page.PageAccess
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream

@RunWith(AndroidRunner::class)
class KeepActivityTest : HistoryTestBase() {
    private val place = Uri.parse("content://files/1")
    private val files = shadowOf(host.contentResolver)

    @Test
    fun `the page is kept where the person chose, in the language they chose`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        assertSays("交给警察或银行", "来电号码只有开头")
        tap("English")
        turn()
        tap("把这页存成文件")
        val asked = shadowOf(activity).nextStartedActivityForResult
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, asked.intent.action)
        assertEquals("text/html", asked.intent.type)
        assertEquals("亲守 2026-10-03.html", asked.intent.getStringExtra(Intent.EXTRA_TITLE))
        val kept = comesBack(asked.intent)
        assertTrue(
            kept,
            "Call from a stranger, number from Hong Kong" in kept && "8:20 AM" in kept && "+85200000001" in kept &&
                "女儿小芳" in kept,
        )
        assertTrue(
            kept,
            "Amount lost</th><td class=\"blank\"></td>" in kept && "the call of Sat 3 Oct 2026, 8:00 AM" in kept,
        )
        assertTrue(kept, "●<div>Screen shared</div><div>8:24 AM</div>" in kept && "Left the warning page ×4" in kept)
        assertFalse(kept, "51234567" in kept || "13900000001" in kept || "<script" in kept)
        assertSays("存好了")
        turn()
        assertSays("存好了")
    }

    @Test
    fun `the record is a trace that says the same to the engine`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        tap("把记录存成文件")
        val asked = shadowOf(activity).nextStartedActivityForResult
        assertEquals("application/json", asked.intent.type)
        val kept = comesBack(asked.intent)
        val trace = Trace(kept)
        assertEquals("CN" to listOf("HK"), trace.home to trace.familiarRegions)
        assertFalse(kept, "51234567" in kept || "女儿" in kept)
        val home = Trace(kept.replace("[\"HK\"]", "[]"))
        val warned = { it: Trace -> Player(it).play().said.filterIsInstance<Effect.Warn>().map { said -> said.rule } }
        assertEquals(warned(brief), warned(home))
    }

    @Test
    fun `what does not arrive whole was not kept, and the person reads so`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        files.registerInputStreamSupplier(place) { ByteArrayInputStream("cut".toByteArray()) }
        files.registerOutputStreamSupplier(place) { ByteArrayOutputStream() }
        tap("把记录存成文件")
        answer(shadowOf(activity).nextStartedActivityForResult.intent)
        assertSays("没存成", "换个地方")
        files.registerOutputStreamSupplier(place) { Full() }
        tap("把这页存成文件")
        answer(shadowOf(activity).nextStartedActivityForResult.intent)
        assertSays("没存成")
    }

    @Test
    fun `whoever changes their mind reads nothing, and a phone without a place for files says so`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        tap("把这页存成文件")
        val asked = shadowOf(activity).nextStartedActivityForResult
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_CANCELED, null)
        assertSilent("存好了", "没存成")
        shadowOf(host).checkActivities(true)
        tap("把这页存成文件")
        assertSays("没有能存文件的软件")
    }

    @Test
    fun `a danger that begins while the place is chosen leaves the file empty`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        tap("把这页存成文件")
        val asked = shadowOf(activity).nextStartedActivityForResult
        phone.locked = true
        assertEquals("", comesBack(asked.intent))
        second()
        assertSays("现在打不开")
        phone.locked = false
        second()
        assertSays("交给警察或银行")
    }

    @Test
    fun `it takes the family's PIN, which closes while the place is chosen`() {
        briefHappens()
        phone.passage = PageAccess.PIN
        open(KeepActivity.of(host, incident.id))
        assertSilent("交给警察或银行")
        phone.passage = PageAccess.OPEN
        second()
        tap("把记录存成文件")
        phone.passage = PageAccess.PIN
        assertTrue("app_installed" in comesBack(shadowOf(activity).nextStartedActivityForResult.intent))
        second()
        assertSilent("存好了")
        phone.passage = PageAccess.OPEN
        second()
        assertSays("存好了")
    }

    @Test
    fun `a place that is a path of this app's own is left as it is`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        val own = host.getDatabasePath("own").apply {
            parentFile?.mkdirs()
            writeText("kept")
        }
        tap("把记录存成文件")
        val asked = shadowOf(activity).nextStartedActivityForResult.intent
        shadowOf(activity).receiveResult(asked, Activity.RESULT_OK, Intent().setData(Uri.fromFile(own)))
        idle()
        assertEquals("kept", own.readText())
        assertSays("没存成")
    }

    @Test
    fun `apps that took no part lose their names`() {
        val story = File(System.getProperty("kinguard.scenarios"), BRIEF).readText().replace(
            "\"steps\": [",
            "\"steps\": [{ \"at\": \"00:00:00\", \"event\": { \"type\": \"app_opened\", \"package\": \"org.example.clinic\" } },",
        )
        phone.lives(Trace(story))
        open(KeepActivity.of(host, incident.id))
        tap("把记录存成文件")
        val kept = comesBack(shadowOf(activity).nextStartedActivityForResult.intent)
        assertFalse(kept, "clinic" in kept)
        assertTrue(kept, "\"app-1\"" in kept && "com.icbc" in kept)
    }

    @Test
    fun `whoever presses the alarm button gets no record by that`() {
        phone.lives(Trace("{ \"format\": 1, \"about\": \"help\", \"home\": \"CN\", \"steps\": [$HELP] }"))
        open(IncidentActivity.of(host, incident.id))
        assertSilent("保存或打印")
        open(KeepActivity.of(host, incident.id))
        assertTrue(activity.isFinishing)
    }

    @Test
    fun `the page that is printed can run nothing and fetch nothing`() {
        briefHappens()
        open(KeepActivity.of(host, incident.id))
        tap("打印")
        assertSays("现在不能打印")
        shadowOf(host.packageManager).setSystemFeature(PackageManager.FEATURE_PRINTING, true)
        tap("打印")
        val view = checkNotNull((activity as KeepActivity).printer.view)
        assertFalse(view.settings.javaScriptEnabled)
        val page = shadowOf(view).lastLoadDataWithBaseURL
        assertNull(page.baseUrl)
        assertTrue(page.data, "亲守记录的经过" in page.data && "default-src 'none'" in page.data)
        assertNotNull(view.webViewClient)
    }

    /** Returns the content of the file after the user has chosen where to save it. */
    private fun comesBack(asked: Intent): String {
        val kept = ByteArrayOutputStream()
        files.registerOutputStreamSupplier(place) { kept }
        files.registerInputStreamSupplier(place) { ByteArrayInputStream(kept.toByteArray()) }
        answer(asked)
        return kept.toString("UTF-8")
    }

    private fun answer(asked: Intent) {
        shadowOf(activity).receiveResult(asked, Activity.RESULT_OK, Intent().setData(place))
        idle()
    }

    private companion object {
        const val HELP = "{ \"at\": \"00:00:01\", \"event\": { \"type\": \"help_asked\" } }"
    }

    private class Full : OutputStream() {
        override fun write(byte: Int): Unit = throw IOException("no space left")
    }
}
