package app.kinguard.history.screen

import android.content.Intent
import android.provider.Settings
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.core.Choice
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.guard.readOnly
import app.kinguard.history.DAY_MS
import app.kinguard.history.Entry
import app.kinguard.history.MINUTE_MS
import app.kinguard.history.RED
import app.kinguard.history.Trouble
import app.kinguard.history.words.IncidentTimes
import app.kinguard.history.words.PrintedPage
import app.kinguard.history.words.TimeLine
import org.junit.After
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.util.TimeZone

/** Draws the history's screens in their full length. */
@RunWith(AndroidRunner::class)
@Config(application = HistoryScreensHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HistoryScreensTest {
    private val host = RuntimeEnvironment.getApplication() as HistoryScreensHost
    private val pictures = Pictures(setOf("incident", "list"))
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val zone = TimeZone.getDefault()

    @Before
    fun inShanghai() = TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"))

    @After
    fun back() = TimeZone.setDefault(zone)

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `small phone on its side`() = draw(Phone.SIDE)

    /** Writes the page as a browser would print it on A4. `cargo xtask screens` has Chromium draw it. */
    @Test
    fun `printed page`() {
        states().first { it.first == "incident" }.second()
        Settings.System.putString(host.contentResolver, Settings.System.TIME_12_24, "24")
        pictures.inEachLook(Phone.TALL) { look ->
            if (look.scale != 1f || look.night != "notnight") return@inEachLook
            val incident = host.journal.incidents().first()
            val events = host.journal.events(incident.events.first, incident.events.last)
            val timeLine = TimeLine(host, "CN", incident, events)
            val times = IncidentTimes(host, host.historyScreens.moments::ofStamp)
            val lines = timeLine.lines(host.historyScreens.sent())
            val page = PrintedPage(host, times).write(timeLine, lines, host.device.now)
            val picture = pictures.file("history-printed", Phone.TALL, look)
            val file = picture.resolveSibling("${picture.nameWithoutExtension}.html").apply { writeText(page) }
            assertTrue(file.path, "<td class=\"blank\">" in file.readText())
        }
    }

    private fun draw(phone: Phone) {
        for ((name, prepare) in states()) {
            if (!pictures.wants(name)) continue
            val intent = prepare()
            pictures.inEachLook(phone) { look ->
                Drawing.opened(intent) { Drawing(it, phone, pictures.file("history-$name", phone, look)).whole() }
            }
            host.process.database.readOnly(false)
        }
    }

    private fun states(): List<Pair<String, () -> Intent>> {
        host.add("女儿小芳", "+8613900000001", Address.TextMessage)
        host.add("Robert", "+8613900000002", Address.TextMessage)
        host.device.network.does = { post, outcome ->
            val first = post.contact.name == "女儿小芳"
            outcome(if (first) Outcome.Delivered else Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED))
        }
        val empty = "empty" to { HistoryActivity.intent(host).also { host.journal.deleteAll() } }

        fun lives() {
            host.journal.deleteAll()
            host.history.noted(host.device.now, Entry.Failed(Trouble.NOT_CARRIED_OUT))
            host.history.noted(host.device.now + 9, Entry.Told(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED))
            host.lives(brief)
            host.process.pass(DAY_MS)
            host.history.noted(host.device.now, Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL))
        }

        fun first(): Long {
            lives()
            return host.journal.incidents().first().id
        }
        return listOf(
            empty,
            "list" to { HistoryActivity.intent(host).also { lives() } },
            "incident" to { IncidentActivity.of(host, first()) },
            "left" to {
                host.journal.deleteAll()
                host.history.noted(host.device.now, RED)
                repeat(30) { host.history.noted(host.device.now + it * MINUTE_MS, Entry.Answered(Choice.LEFT)) }
                IncidentActivity.of(host, host.journal.incidents().first().id)
            },
            "keep" to { KeepActivity.of(host, first()) },
            "delete" to { DeleteActivity.of(host, first()) },
            "delete-all" to { DeleteActivity.ofAll(host) },
            "troubles" to { TroublesActivity.intent(host).also { lives() } },
            "behind" to {
                lives()
                host.process.database.readOnly(true)
                host.history.noted(host.device.now, Entry.Cleared)
                HistoryActivity.intent(host)
            },
        )
    }
}
