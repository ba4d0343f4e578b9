package app.kinguard.endtoend

import android.Manifest
import android.telecom.TelecomManager
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.core.Direction
import app.kinguard.core.Help
import app.kinguard.family.Address
import app.kinguard.family.HelpRequest
import app.kinguard.family.HelpResult
import app.kinguard.family.Language
import app.kinguard.warning.WarningPage
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowTelecomManager

/** Tests the family's help from afar in the real application: from the request to the screen and the telephone. */
@RunWith(AndroidRunner::class)
@Config(
    application = RestartableApp::class,
    qualifiers = "zh-rCN-w411dp-h891dp-420dpi",
    shadows = [HelpInTheAppTest.EndingTelecom::class],
)
class HelpInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val results = mutableListOf<HelpResult>()

    @Before
    fun isSetUp() {
        phone.isSetUp()
        app.container.contacts.add("儿子小明", "+8613900000002", Language.MAINLAND, listOf(Address.TextMessage))
        Help.entries.forEach { app.container.familySettings.allow(it, true) }
        shadowOf(app).grantPermissions(Manifest.permission.ANSWER_PHONE_CALLS)
        phone.settle()
    }

    @After
    fun end() = phone.processDies()

    @Test
    fun `a daughter's sentence stands on the warning, and in the next process, too`() {
        ask(HelpRequest.Say("快挂掉"))
        assertEquals(listOf(HelpResult.NO_DANGER), results)
        isInDanger()
        ask(HelpRequest.Say("妈，是我，快挂掉"))
        assertEquals(HelpResult.DONE, results.last())
        assertEquals("家人女儿小芳说：\n妈，是我，快挂掉", phone.read(R.id.warning_said))
        phone.processDies()
        phone.processStarts()
        phone.settle()
        assertEquals("家人女儿小芳说：\n妈，是我，快挂掉", phone.read(R.id.warning_said))
    }

    @Test
    fun `the stranger's call is ended, which the phone confirms, and hers is not`() {
        isInDanger()
        ask(HelpRequest.EndCall)
        assertEquals("it still goes on", emptyList<HelpResult>(), results)
        phone.callEnds()
        phone.settle()
        assertEquals(listOf(HelpResult.DONE), results)
        phone.callStarts(Direction.INCOMING, "+8613900000001", known = true)
        phone.callIsAnswered()
        phone.settle()
        ask(HelpRequest.EndCall)
        assertEquals(HelpResult.CALL_IS_GOOD, results.last())
    }

    @Test
    fun `the brother is rung, and the warning waits behind his call`() {
        isInDanger()
        phone.callEnds()
        phone.settle()
        ask(HelpRequest.RingNext)
        assertEquals("+8613900000002", phone.dialled.last())
        assertEquals("not before the phone calls", emptyList<HelpResult>(), results)
        phone.callStarts(Direction.OUTGOING, "+8613900000002", known = true)
        phone.callIsAnswered()
        phone.settle()
        assertEquals(listOf(HelpResult.DONE), results)
        assertEquals(WarningPage.Spoke("儿子小明", reached = false), app.warningController.standing?.page)
    }

    @Test
    fun `whoever was not allowed to, or is told nothing any more, does nothing`() {
        isInDanger()
        app.container.familySettings.allow(Help.SAY, false)
        ask(HelpRequest.Say("快挂掉"))
        app.container.setup.withdraw()
        ask(HelpRequest.EndCall)
        assertEquals(List(2) { HelpResult.NOT_AGREED }, results)
        assertNull(app.warningController.standing?.warning?.said)
    }

    private fun isInDanger() {
        phone.callStarts(Direction.INCOMING, "+85251234567", known = false)
        phone.callIsAnswered()
        phone.settle()
        app.container.home.guard.helpAsked()
        phone.settle()
        assertNotNull(phone.screen)
    }

    private fun ask(request: HelpRequest) {
        app.container.help.ask(0, request) { results += it }
        phone.settle()
    }

    /** A phone that ends calls when it is asked to. */
    @Implements(TelecomManager::class)
    class EndingTelecom : ShadowTelecomManager() {
        @Implementation
        override fun endCall(): Boolean = true
    }
}
