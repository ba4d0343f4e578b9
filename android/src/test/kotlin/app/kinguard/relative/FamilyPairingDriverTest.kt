package app.kinguard.relative

import android.app.Application
import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyPairing
import app.kinguard.core.PairingEnding
import app.kinguard.core.TypedDigits
import app.kinguard.family.Outcome
import app.kinguard.relative.Pairing.State
import app.kinguard.relative.Pairing.Why
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Tests how a family's phone is paired, against the parent's side of the core. */
@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class FamilyPairingDriverTest {
    private val phone = RelativeTestPhone(RuntimeEnvironment.getApplication())
    private val mum = phone.parent()
    private val parents get() = phone.process.parents

    @After
    fun end() = phone.process.dies()

    @Test
    fun `from the code to the first envelope, and then it listens`() {
        val pairing = checkNotNull(parents.pair(mum.code))
        assertEquals(State.Connecting, pairing.state)
        phone.carry(mum)
        val shown = pairing.state as State.Digits
        assertEquals(6, shown.digits.length)
        assertEquals("nothing is stored before", emptyList<Parent>(), parents.all())
        assertTrue(mum.types(shown.digits) is TypedDigits.Paired)
        val parent = parents.all().single()
        assertEquals(State.Paired(parent.id), pairing.state)
        assertNotNull(parent.view?.heard)
        assertEquals(Parent.Listening.CONNECTED, parent.listening)
        assertTrue(phone.process.presence.isKept)
        parents.change(parent.id, "妈妈", "+8613900000001")
        phone.diesAndReturns()
        assertEquals("妈妈" to "+8613900000001", parents.all().single().let { it.name to it.number })
    }

    @Test
    fun `what overtakes the first envelope is read again`() {
        val pairing = checkNotNull(parents.pair(mum.code))
        phone.carry(mum)
        mum.typesAndIsOvertaken((pairing.state as State.Digits).digits)
        assertNotNull("${parents.all()}", parents.all().single().view?.health)
    }

    @Test
    fun `what is no code begins nothing`() {
        assertNull(parents.pair("kinguard1:AAAA"))
        assertNull(parents.pair(""))
        assertEquals(0, phone.topics.listeners.size)
    }

    @Test
    fun `a second claim ends both, before and after the digits`() {
        val pairing = checkNotNull(parents.pair(mum.code))
        phone.carry(mum)
        mum.pairs(FamilyPairing(mum.code, ByteArray(64) { 9 }).claim())
        assertEquals(State.Ended(Why.SECOND_CLAIM), pairing.state)
        assertEquals(PairingEnding.SECOND_CLAIM, mum.ended?.ending)
        val dad = phone.parent("dad")
        val id = phone.pairs(dad)
        assertEquals(listOf(id), parents.all().map { it.id })
        dad.pairs(FamilyPairing(dad.code, ByteArray(64) { 9 }).claim())
        assertEquals("the keys are thrown away", emptyList<Parent>(), parents.all())
    }

    @Test
    fun `a page that is closed ends it, but not what has succeeded`() {
        checkNotNull(parents.pair(mum.code)).close()
        assertEquals(0, phone.topics.listeners.size)
        val dad = phone.parent("dad")
        val pairing = checkNotNull(parents.pair(dad.code))
        phone.carry(dad)
        dad.types((pairing.state as State.Digits).digits)
        pairing.close()
        assertTrue(pairing.state is State.Paired)
        dad.pairs(FamilyPairing(dad.code, ByteArray(64) { 9 }).claim())
        assertEquals(emptyList<Parent>(), parents.all())
    }

    @Test
    fun `another pairing ends the one before`() {
        val first = checkNotNull(parents.pair(mum.code))
        val dad = phone.parent("dad")
        phone.pairs(dad)
        phone.carry(mum)
        assertEquals("it hears nothing any more", State.Connecting, first.state)
        assertEquals(1, parents.all().size)
    }

    @Test
    fun `the ways in which the parent's side ends it`() {
        for ((ending, why) in listOf<Pair<(ParentDevice, String) -> Unit, Why>>(
            { parent: ParentDevice, digits: String -> repeat(3) { parent.types(other(digits)) } } to Why.WRONG_DIGITS,
            { parent: ParentDevice, _: String -> parent.withdraws() } to Why.WITHDRAWN,
        )) {
            val parent = phone.parent("$why")
            val pairing = checkNotNull(parents.pair(parent.code))
            phone.carry(parent)
            ending(parent, (pairing.state as State.Digits).digits)
            assertEquals(State.Ended(why), pairing.state)
        }
        assertEquals(emptyList<Parent>(), parents.all())
    }

    @Test
    fun `ten minutes, and not one millisecond less`() {
        val pairing = checkNotNull(parents.pair(mum.code))
        phone.carry(mum)
        phone.passes(TEN_MINUTES_MS - 1)
        assertTrue("${pairing.state}", pairing.state is State.Digits)
        phone.passes(CHECK_MS)
        assertEquals(State.Ended(Why.EXPIRED), pairing.state)
        assertFalse(phone.process.presence.isKept)
    }

    @Test
    fun `without a connection it gives up after half a minute, and a broken one is made anew`() {
        phone.topics.outcome = NO_CONNECTION
        val failing = checkNotNull(parents.pair(mum.code))
        phone.passes(29_000)
        assertEquals(State.Connecting, failing.state)
        phone.passes(4_000)
        assertEquals(State.Ended(Why.NO_CONNECTION), failing.state)
        val dad = phone.parent("dad")
        val pairing = checkNotNull(parents.pair(dad.code))
        phone.passes(6_000)
        phone.topics.outcome = Outcome.Delivered
        phone.passes(CHECK_MS)
        phone.carry(dad)
        phone.topics.breaks()
        val digits = (pairing.state as State.Digits).digits
        dad.types(digits)
        phone.passes(CHECK_MS)
        assertTrue("${pairing.state}", pairing.state is State.Paired)
    }

    private fun other(digits: String) = if (digits == "000000") "000001" else "000000"

    private companion object {
        const val TEN_MINUTES_MS = 600_000L
        const val CHECK_MS = 3_000L
        val NO_CONNECTION = Outcome.Later(Outcome.Reason.NO_CONNECTION)
    }
}
