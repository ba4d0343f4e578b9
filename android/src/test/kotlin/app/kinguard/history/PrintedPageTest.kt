package app.kinguard.history

import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.core.Help
import app.kinguard.core.InstallSource
import app.kinguard.core.Level
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.family.Address
import app.kinguard.family.Delivery
import app.kinguard.family.MessageKind
import app.kinguard.family.SentMessage
import app.kinguard.history.words.IncidentTimes
import app.kinguard.history.words.PrintedPage
import app.kinguard.history.words.TimeLine
import app.kinguard.text.label
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import javax.xml.parsers.DocumentBuilderFactory

/** The name that a fraudster's app gives itself must stay plain text. */
@RunWith(AndroidRunner::class)
class PrintedPageTest {
    @Test
    fun `hostile names stay words`() {
        for (name in HOSTILE) {
            val page = page(name)
            assertEquals(name, emptyList<String>(), tags(page) - TAGS)
            assertFalse(name, "javascript:" in page.substringBefore("<table"))
            assertTrue("default-src 'none'; style-src 'unsafe-inline'\">" in page.substringBefore("<style"))
            assertFalse("url(" in page.substringBefore("</style>"))
            val inside = Regex("<[^>]*>").findAll(page).map { it.value }.filterNot { it.startsWith("<meta") }.toList()
            assertTrue("nothing is fetched or run: $inside", inside.all { ATTRIBUTES.matches(it) })
            assertFalse("no sign changes the writing direction", page.any { it in "\u202e\u2066\u200f" })
            assertWellFormed(page)
        }
    }

    @Test
    fun `names that are words stand as they are`() {
        val page = page("云会通")
        assertTrue(page, "“云会通”" in page && "com.evil.app" in page)
    }

    @Test
    fun `what the family did from afar is printed with what came of it, and stays words`() {
        val page = page("云会通")
        assertTrue(page, "女儿小芳远程请手机挂断电话：做到了" in page)
        assertTrue(page, "女儿小芳远程请手机显示“云会通”：没有做" in page)
        assertTrue(page, "女儿小芳远程请手机打给下一位家人：不知道做了没有" in page)
    }

    @Test
    fun `each is read as it was written`() {
        HELPED.forEach { assertEquals(it, EntryCodec.read(EntryCodec.write(it))) }
    }

    private fun page(name: String): String {
        val context = RuntimeEnvironment.getApplication()
        RuntimeEnvironment.setQualifiers("zh-rCN")
        val reasons = listOf(Reason.Installed(name, InstallSource.SIDELOAD, 5), Reason.MoneyApp(name))
        val incident = Incident(
            listOf(
                TimedEntry(9, Entry.Warned(Level.RED, RuleId.SHARE_BY_INSTALLED_APP, reasons)),
                TimedEntry(10, DANGER),
            ) + HELPED.map { TimedEntry(10, if (it.sentence == null) it else it.copy(sentence = label(name))) },
        )
        val events = listOf(
            RecordedEvent(1, 1, Event.AppInstalled("com.evil.app", name, InstallSource.SIDELOAD, false)),
            RecordedEvent(1, 1, Event.AppInstalled(name, name, InstallSource.SIDELOAD, false)),
            RecordedEvent(2, 2, Event.CaptureConsentOpened("com.evil.app")),
            RecordedEvent(3, 3, Event.FamilyAnswered(0u, app.kinguard.core.FamilyAnswer.FINE), name),
            rings(4, name),
        )
        val address = Address.Webhook(name, emptyMap())
        val sent = SentMessage(1, MessageKind.DANGER, 1, 10, 10, name, address, Delivery.State.FAILED, null)
        val timeLine = TimeLine(context, "CN", incident, events)
        return PrintedPage(context, IncidentTimes(context) { it }).write(timeLine, timeLine.lines(listOf(sent)), 11)
    }

    private fun tags(page: String): List<String> = Regex("<!?/?([a-zA-Z0-9]+)").findAll(page).map {
        it.groupValues[1]
    }.toList()

    /** As strict as XML, once the tags that HTML leaves open are closed. */
    private fun assertWellFormed(page: String) {
        val xml = page.substringAfter("<!DOCTYPE html>").replace(Regex("<(meta[^>]*|br)>"), "<$1/>").trim()
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.byteInputStream())
    }

    private companion object {
        val HELPED = listOf(
            Entry.Helped("女儿小芳", Help.END_CALL, true, incident = 7),
            Entry.Helped("女儿小芳", Help.SAY, false, "快挂掉"),
            Entry.Helped("女儿小芳", Help.RING_NEXT, null),
        )
        val ATTRIBUTES = Regex("""</?!?[a-zA-Z0-9]+( (lang|class|colspan)="[a-zA-Z0-9-]+"| html)*>""")
        val TAGS = setOf(
            "DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "p", "br", "table", "thead", "tbody",
            "tr", "th", "td", "div",
        )
        val HOSTILE = listOf(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'; DROP TABLE entry; --",
            "</td></tr></table><iframe src=https://evil.example>",
            "&lt;script&gt;",
            "</style><style>body{background:url(https://evil.example)}",
            "银行\u202e安全\u2066中心",
            "a\nb\r\n| <b>bold</b>",
            "]]><!-- ",
            "\u0000\u0007bell",
            "x".repeat(10_000),
            "javascript:alert(1)",
        )
    }
}
