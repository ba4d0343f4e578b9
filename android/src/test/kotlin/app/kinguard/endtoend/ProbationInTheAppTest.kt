package app.kinguard.endtoend

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyAnswer
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Probation
import app.kinguard.home.HomeActivity
import app.kinguard.store.putSetting
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * Tests "Add me as your daughter, and make me the first": what a fraudster gains by it within a day, in the real
 * application.
 */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class ProbationInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")

    @Before
    fun heIsAdded() {
        phone.isSetUp()
        val added = app.container.family.add("女儿", HIS, Language.MAINLAND, listOf(Address.TextMessage))
        app.container.family.putFirst(added)
        phone.settle()
    }

    @After
    fun end() = phone.processDies()

    @Test
    fun `his calls are a stranger's, and no answer of the family`() {
        rings()
        val call = phone.heard.filterIsInstance<Event.CallStarted>().single()
        assertEquals(false to false, (call.contact == true) to (call.family == true))
        assertEquals(emptyList<Event>(), phone.heard.filterIsInstance<Event.FamilyAnswered>())
    }

    @Test
    fun `after a day that the phone was on he is one of them`() {
        dayPasses(Probation.LASTS_MS - 1)
        assertEquals(listOf("女儿小芳"), app.container.family.contacts().map { it.name })
        dayPasses(1)
        assertEquals(listOf("女儿", "女儿小芳"), app.container.family.contacts().map { it.name })
        rings()
        assertEquals(true, phone.heard.filterIsInstance<Event.CallStarted>().single().family)
        val answer = phone.heard.filterIsInstance<Event.FamilyAnswered>().first()
        assertEquals(0u to FamilyAnswer.CALLING, answer.contact to answer.answer)
    }

    @Test
    fun `his number in the phone's own book is what the phone says it is`() {
        phone.happens(Event.CallStarted(Direction.INCOMING, HIS, true, null))
        val call = phone.heard.filterIsInstance<Event.CallStarted>().single()
        assertEquals(true to false, (call.contact == true) to (call.family == true))
    }

    @Test
    fun `the daughter hears of him and of all that follows, and is the one who is rung`() {
        assertEquals(listOf("女儿", "女儿小芳"), told(MessageKind.CONTACT_ADDED).sorted())
        brief.steps.filter { it.at <= BANK_MS }.forEach(phone::happens)
        assertEquals(listOf("女儿", "女儿小芳"), told(MessageKind.EARLY).sorted())
        assertTrue("女儿小芳" in told(MessageKind.DANGER))
        assertEquals(listOf("女儿小芳"), app.warningController.standing?.warning?.family?.map { it.name })
    }

    @Test
    fun `home rings her, and names both`() {
        val home = ShownScreen.open<HomeActivity>()
        phone.idle()
        home.second()
        home.says("女儿小芳、女儿")
        home.tap("打给女儿小芳")
        phone.settle()
        assertEquals(listOf("+8613900000001"), phone.dialled)
    }

    @Test
    fun `a set-up that nobody brought to its end lets nobody in for longer than a day`() {
        app.container.setup.store.finished = false
        app.container.database.write { it.putSetting("family-consent", "given ${WALL_MS + phone.nowMs}") }
        dayPasses(Probation.LASTS_MS - 60_000)
        app.container.family.add("小安", "+8613900000007", Language.MAINLAND, listOf(Address.TextMessage))
        assertEquals(1, app.container.family.contacts().count { it.name == "小安" })
        dayPasses(120_000)
        app.container.family.add("小白", "+8613900000006", Language.MAINLAND, listOf(Address.TextMessage))
        assertEquals(0, app.container.family.contacts().count { it.name == "小白" })
    }

    private fun rings() {
        phone.happens(Event.CallStarted(Direction.INCOMING, HIS, false, null))
        phone.happens(Event.CallAnswered)
        phone.passTo(phone.nowMs + 120_000)
        phone.happens(Event.CallEnded)
    }

    private fun told(kind: MessageKind) = app.container.family.deliveries().filter { it.message.kind == kind }
        .map { it.contact.name }.distinct()

    private fun dayPasses(ms: Long) {
        phone.processDies()
        phone.timePassesTo(phone.nowMs + ms)
        phone.processStarts()
    }

    private companion object {
        const val HIS = "+8613900000009"
        const val WALL_MS = 1_700_000_000_000L
        const val BANK_MS = 25 * 60_000L + 10_000
    }
}
