package app.kinguard.history.screen

import android.content.Intent
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.guard.readOnly
import app.kinguard.history.Entry
import app.kinguard.history.Trouble
import org.junit.After
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

    private companion object {
        const val DAY_MS = 24 * 3_600_000L
    }
}
