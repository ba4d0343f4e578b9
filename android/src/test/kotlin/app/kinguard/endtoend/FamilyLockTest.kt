package app.kinguard.endtoend

import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Trace
import app.kinguard.family.words.PhoneNumbers.Reading
import app.kinguard.page.PageAccess
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Tests the family's screens in the real application: what keeps them locked, and what they set. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class FamilyLockTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val brief = Trace.scenario("warn/parcel-credit-scare-as-the-phone-tells-it.json")
    private val screens get() = app.container.familyScreens

    @After
    fun end() = phone.processDies()

    @Test
    fun `shut while a stranger is on the line, and while the danger goes on, for the next process too`() {
        phone.isSetUp()
        assertEquals(PageAccess.OPEN, phone.passage)
        happen(brief.steps.takeWhile { it.type != "app_installed" })
        assertEquals("a stranger is on the line", PageAccess.SHUT, phone.passage)
        happen(brief.steps.dropWhile { it.type != "app_installed" }.filter { it.at <= BANK_MS })
        assertEquals(PageAccess.SHUT, phone.passage)
        phone.processDies()
        phone.processStarts()
        assertEquals(PageAccess.SHUT, phone.passage)
    }

    @Test
    fun `how long a contact has to answer is kept`() {
        phone.isSetUp()
        assertEquals(3, screens.patience.minutes)
        screens.patience.minutes = 10
        phone.settle()
        assertEquals(10, screens.patience.minutes)
        phone.processDies()
        phone.processStarts()
        assertEquals(10, screens.patience.minutes)
    }

    @Test
    fun `numbers are read as they are dialled at home`() {
        phone.isSetUp()
        assertEquals(Reading.Number("+8613900000001"), screens.numbers().read("13900000001"))
    }

    private fun happen(steps: List<Trace.Step>) = steps.forEach(phone::happens)

    private companion object {
        const val BANK_MS = 25 * 60_000L + 10_000
    }
}
