package app.kinguard.health.check

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.warning.Warning
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** A check sends no message to the family, and silences no danger. */
@RunWith(AndroidRunner::class)
class DeferredNoticesTest {
    private val phone = CheckedDevice(RuntimeEnvironment.getApplication())
    private val clock = phone.clock
    private val told get() = phone.family.told

    @Test
    fun `without a check everything goes out`() {
        phone.says(FamilyMessage.DANGER)
        phone.says(FamilyMessage.ENDED)
        assertEquals(listOf(FamilyMessage.DANGER, FamilyMessage.ENDED), told)
    }

    @Test
    fun `whoever says that it was their doing frightens nobody`() {
        phone.check.begin()
        phone.says(FamilyMessage.EARLY, RuleId.INSTALL_AFTER_CALL)
        phone.says(FamilyMessage.DANGER)
        phone.says(FamilyMessage.WENT_ON)
        phone.says(FamilyMessage.PROTECTION, RuleId.SETTINGS_DURING_INCIDENT)
        repeat(6) { phone.check.skip() }
        assertTrue(phone.check.isAsking(phone.run))
        phone.check.vouch()
        assertFalse(phone.check.isAsking(phone.run))
        clock.pass(PhoneCheck.LASTS_MS)
        phone.deferred.releaseDue()
        phone.says(FamilyMessage.NEXT_CONTACT)
        phone.says(FamilyMessage.ENDED)
        assertEquals("nobody was told of the danger that ended", emptyList<FamilyMessage>(), told)
        phone.says(FamilyMessage.DANGER)
        assertEquals("the next danger is a new one", listOf(FamilyMessage.DANGER), told)
    }

    @Test
    fun `unless somebody says so it goes out when the time is over, to the millisecond, and once`() {
        phone.check.begin()
        assertEquals("the alarm is set", PhoneCheck.LASTS_MS, phone.wakesIn)
        clock.pass(1_000)
        phone.says(FamilyMessage.DANGER)
        clock.pass(PhoneCheck.LASTS_MS - 1_001)
        phone.deferred.releaseDue()
        assertEquals(emptyList<FamilyMessage>(), told)
        clock.pass(1)
        phone.deferred.releaseDue()
        assertEquals(listOf(FamilyMessage.DANGER), told)
        assertEquals(
            "with the time of the event",
            clock.nowMs - PhoneCheck.LASTS_MS + 1_000,
            phone.family.kept[0].atMs,
        )
        phone.dies()
        phone.deferred.releaseDue()
        assertEquals(1, told.size)
    }

    @Test
    fun `a danger in which a stranger's call has a part waits for nobody, and says that a check went on`() {
        phone.check.begin()
        phone.says(FamilyMessage.EARLY, RuleId.BANK_DURING_CALL, byCall = true)
        assertEquals("a first sign may be the check's", emptyList<FamilyMessage>(), told)
        phone.says(FamilyMessage.DANGER, byCall = true)
        assertEquals(listOf(FamilyMessage.EARLY, FamilyMessage.DANGER), told)
        assertEquals(listOf(false, true), phone.family.kept.map { it.duringCheck })
        phone.says(FamilyMessage.WENT_ON)
        assertEquals("and what follows", FamilyMessage.WENT_ON, told.last())
        phone.check.vouch()
        phone.says(FamilyMessage.ENDED)
        assertEquals(FamilyMessage.ENDED, told.last())
        assertEquals(4, told.size)
    }

    @Test
    fun `that the warning may not have been seen waits with the danger, and goes with it`() {
        phone.unseen(RuleId.HELP_ASKED, 1)
        assertEquals("without a check at once", listOf(RuleId.HELP_ASKED to 1L), phone.family.unseen)
        phone.family.unseen.clear()
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        phone.unseen(RuleId.BANK_DURING_SHARE, 5)
        phone.dies()
        assertEquals(emptyList<Pair<RuleId, Long>>(), phone.family.unseen)
        clock.pass(PhoneCheck.LASTS_MS)
        phone.deferred.releaseDue()
        assertEquals(listOf(RuleId.BANK_DURING_SHARE to 5L), phone.family.unseen)
        phone.deferred.releaseDue()
        assertEquals("once", 1, phone.family.unseen.size)
    }

    @Test
    fun `a warning of an older danger that was not seen within a check is told after it`() {
        phone.check.begin()
        phone.unseen(RuleId.BANK_DURING_SHARE, 5)
        clock.pass(PhoneCheck.LASTS_MS)
        phone.deferred.releaseDue()
        assertEquals(listOf(RuleId.BANK_DURING_SHARE to 5L), phone.family.unseen)
    }

    @Test
    fun `vouched for, nobody hears of a warning that was not seen`() {
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        phone.unseen(RuleId.BANK_DURING_SHARE, 5)
        repeat(6) { phone.check.skip() }
        phone.check.vouch()
        clock.pass(PhoneCheck.LASTS_MS)
        phone.deferred.releaseDue()
        phone.unseen(RuleId.BANK_DURING_SHARE, 6)
        assertEquals(emptyList<Pair<RuleId, Long>>(), phone.family.unseen)
    }

    @Test
    fun `the process may die in between`() {
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        clock.pass(4_000)
        phone.wakesIn = null
        phone.dies()
        assertEquals("the alarm is set again", PhoneCheck.LASTS_MS - 4_000, phone.wakesIn)
        phone.deferred.releaseDue()
        assertEquals(emptyList<FamilyMessage>(), told)
        clock.pass(PhoneCheck.LASTS_MS)
        phone.dies()
        phone.deferred.releaseDue()
        assertEquals(listOf(FamilyMessage.DANGER), told)
    }

    @Test
    fun `whoever is not sure has the family told at once, in order`() {
        phone.check.begin()
        phone.says(FamilyMessage.EARLY)
        phone.says(FamilyMessage.DANGER)
        phone.check.end()
        phone.check.doNotVouch()
        assertEquals(listOf(FamilyMessage.EARLY, FamilyMessage.DANGER), told)
        assertEquals(1, phone.family.deliveries)
        phone.says(FamilyMessage.ENDED)
        assertEquals(FamilyMessage.ENDED, told.last())
        assertEquals("the danger decides on the screens again", false, phone.check.isKnownUnderWay)
    }

    @Test
    fun `a cry for help is no part of a check, and takes everything along`() {
        phone.check.begin()
        phone.says(FamilyMessage.EARLY)
        phone.says(FamilyMessage.DANGER, RuleId.HELP_ASKED)
        assertEquals(listOf(FamilyMessage.EARLY, FamilyMessage.DANGER), told)
        phone.says(FamilyMessage.ENDED)
        assertEquals(3, told.size)
    }

    @Test
    fun `nor is money that is gone, or a permission`() {
        phone.check.begin()
        phone.says(FamilyMessage.PROTECTION, RuleId.PROTECTION_CHANGED)
        assertEquals(listOf(FamilyMessage.PROTECTION), told)
        phone.says(FamilyMessage.DANGER)
        phone.says(FamilyMessage.MONEY_SENT)
        assertEquals(listOf(FamilyMessage.PROTECTION, FamilyMessage.DANGER, FamilyMessage.MONEY_SENT), told)
    }

    @Test
    fun `a check that ended with nothing said holds nothing back`() {
        phone.check.begin()
        phone.check.end()
        assertFalse(phone.check.isAsking(phone.run))
        phone.says(FamilyMessage.DANGER)
        assertEquals(listOf(FamilyMessage.DANGER), told)
    }

    @Test
    fun `the same danger that warns again after somebody vouched for it is told`() {
        phone.check.begin()
        phone.deferred.shown(red(showing = 1))
        phone.says(FamilyMessage.DANGER)
        phone.check.end()
        phone.check.vouch()
        phone.deferred.shown(red(showing = 1))
        assertEquals("shown again by the next process", emptyList<FamilyMessage>(), told)
        phone.dies()
        phone.deferred.shown(red(showing = 2))
        phone.deferred.shown(red(showing = 3))
        assertEquals(listOf(FamilyMessage.DANGER), told)
        phone.says(FamilyMessage.ENDED)
        assertEquals(listOf(FamilyMessage.DANGER, FamilyMessage.ENDED), told)
    }

    @Test
    fun `whoever goes on against a warning that was vouched for has the family told of the danger`() {
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        phone.check.end()
        assertTrue(phone.check.vouch())
        phone.says(FamilyMessage.NEXT_CONTACT)
        assertEquals(emptyList<FamilyMessage>(), told)
        phone.says(FamilyMessage.WENT_ON)
        phone.says(FamilyMessage.NEXT_CONTACT)
        assertEquals(listOf(FamilyMessage.DANGER, FamilyMessage.NEXT_CONTACT), told)
    }

    @Test
    fun `nobody vouches under somebody's eyes`() {
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        phone.check.end()
        phone.mayBeLed = true
        assertFalse(phone.check.vouch())
        phone.clock.pass(PhoneCheck.LASTS_MS)
        phone.deferred.releaseDue()
        assertEquals(listOf(FamilyMessage.DANGER), told)
    }

    @Test
    fun `a danger that ended within the check is over`() {
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        phone.says(FamilyMessage.ENDED)
        phone.check.end()
        phone.check.vouch()
        phone.deferred.shown(red(showing = 1))
        assertEquals(emptyList<FamilyMessage>(), told)
        phone.says(FamilyMessage.EARLY)
        phone.says(FamilyMessage.ENDED)
        assertEquals(listOf(FamilyMessage.EARLY, FamilyMessage.ENDED), told)
    }

    @Test
    fun `the next check lets out what the last one held`() {
        phone.check.begin()
        phone.says(FamilyMessage.DANGER)
        phone.check.begin()
        assertEquals(listOf(FamilyMessage.DANGER), told)
    }

    private fun red(showing: Int) = Warning(
        level = Level.RED,
        rule = RuleId.BANK_DURING_SHARE,
        reasons = emptyList(),
        showing = showing,
        home = "CN",
        family = emptyList(),
        mayGoOn = true,
        practice = false,
        callingNow = null,
    )
}
