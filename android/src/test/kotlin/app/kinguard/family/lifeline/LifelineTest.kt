package app.kinguard.family.lifeline

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilySettings
import app.kinguard.family.Language
import app.kinguard.family.MessageIds
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.OutgoingMessage
import app.kinguard.family.StoredAddress
import app.kinguard.family.lifeline.ScheduledMessages.State
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class LifelineTest {
    private val settings = FamilySettings(Database(RuntimeEnvironment.getApplication())).also { it.lifeline = true }
    private val server = HoldingServer()
    private val push = StoredAddress(1, Address.Ntfy("https://ntfy.example", "alert", "reply", null, null), null)
    private val contact =
        Contact(1, "a", "+8613900000001", Language.MAINLAND, listOf(StoredAddress(2, Address.TextMessage, null), push))
    private val name = MessageIds.external(settings.secretOfNames, MessageIds.silent(settings.install, 1))
    private var family = listOf(contact)
    private var wallMs = START_MS

    @Test
    fun `it is moved ahead again and again and stays when nobody moves it`() {
        val lifeline = lifeline()
        lifeline.move()
        assertEquals(mapOf(name to SILENT_MS), server.held)
        assertEquals(Lifeline.State.HELD, lifeline.state(push))
        wallMs += Lifeline.EVERY_MS - 1
        lifeline.move()
        assertEquals("not needlessly", 1, server.holds)
        wallMs += 1
        lifeline().move()
        assertEquals(mapOf(name to SILENT_MS), server.held)
        assertEquals(2, server.holds)
        assertEquals(Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun `a server that cannot take back is found out and left alone`() {
        server.says = State.TooOld
        lifeline().move()
        assertEquals(Lifeline.State.TOO_OLD, lifeline().state(push))
        wallMs += Lifeline.UNABLE_MS - 1
        lifeline().move()
        assertEquals("nothing is ever held there", 0, server.holds)
        assertEquals(1, server.released.size)
        server.says = null
        wallMs += 1
        lifeline().move()
        assertEquals("until the server is updated", Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun `switched off and on again it asks a server that could not`() {
        server.says = State.TooOld
        lifeline().move()
        settings.lifeline = false
        lifeline().move()
        assertEquals(Lifeline.State.UNKNOWN, lifeline().state(push))
        server.says = null
        settings.lifeline = true
        lifeline().move()
        assertEquals(Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun `each reason for which a server cannot has its name`() {
        val states = mapOf(
            State.TooOld to Lifeline.State.TOO_OLD,
            State.NotSoLong to Lifeline.State.NOT_SO_LONG,
            State.KeepsNothing to Lifeline.State.KEEPS_NOTHING,
        )
        states.forEach { (said, state) ->
            server.says = said
            lifeline().move()
            assertEquals(state, lifeline().state(push))
            assertTrue(state.isUnable)
            wallMs += Lifeline.UNABLE_MS
        }
        assertEquals(emptyMap<String, Long>(), server.held)
    }

    @Test
    fun `what the server has lost is held anew and said for a month`() {
        lifeline().move()
        server.held.clear()
        wallMs += Lifeline.EVERY_MS
        lifeline().move()
        assertEquals(mapOf(name to SILENT_MS), server.held)
        assertEquals(Lifeline.State.LOST_ONCE, lifeline().state(push))
        val lostMs = wallMs
        wallMs += Lifeline.EVERY_MS
        lifeline().move()
        assertEquals("although it was there this time", Lifeline.State.LOST_ONCE, lifeline().state(push))
        wallMs = lostMs + Lifeline.SAID_MS - 1
        assertEquals(Lifeline.State.LOST_ONCE, lifeline().state(push))
        wallMs += 1
        assertEquals(Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun `a server that does not say what it holds has lost nothing`() {
        lifeline().move()
        server.says = State.Held(SILENT_MS)
        server.held.clear()
        wallMs += Lifeline.EVERY_MS
        lifeline().move()
        assertEquals(1, server.looks)
        assertEquals(Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun `what an earlier version holds under a name that can be guessed is taken back`() {
        val old = MessageIds.silent(settings.install, 1)
        server.held[old] = SILENT_MS
        settings.write("lifeline-1", "HELD")
        settings.write("lifeline-1-moved", "$wallMs 36")
        settings.heldAddresses = mapOf(1L to push.address as Address.Ntfy)
        wallMs += Lifeline.EVERY_MS
        server.says = State.Failed(NOT_REACHED)
        lifeline().move()
        assertEquals(setOf(old), server.held.keys)
        server.says = null
        lifeline().move()
        assertEquals(setOf(name), server.held.keys)
        settings.lifeline = false
        lifeline().move()
        assertEquals(emptyMap<String, Long>(), server.held)
        assertEquals(listOf(old, old, name), server.released)
    }

    @Test
    fun `what an earlier version holds is taken back by that name when it is switched off`() {
        val old = MessageIds.silent(settings.install, 1)
        server.held[old] = SILENT_MS
        settings.write("lifeline-1", "HELD")
        settings.heldAddresses = mapOf(1L to push.address as Address.Ntfy)
        settings.lifeline = false
        lifeline().move()
        assertEquals(emptyMap<String, Long>(), server.held)
    }

    @Test
    fun `a server that is not reached is asked again`() {
        server.says = State.Failed(NOT_REACHED)
        lifeline().move()
        assertEquals(Lifeline.State.UNKNOWN, lifeline().state(push))
        assertEquals(Outcome.Reason.NO_CONNECTION, lifeline().trouble(push))
        server.says = null
        lifeline().move()
        assertEquals(1, server.holds)
        assertEquals(null, lifeline().trouble(push))
        server.says = State.Failed(NOT_REACHED)
        wallMs += Lifeline.EVERY_MS
        lifeline().move()
        assertEquals("what was held stays", Lifeline.State.HELD, lifeline().state(push))
        server.says = null
        lifeline().move()
        assertEquals(SILENT_MS, server.held.getValue(name))
    }

    @Test
    fun `switched off it leaves nothing behind`() {
        lifeline().move()
        settings.lifeline = false
        lifeline().move()
        assertEquals(emptyMap<String, Long>(), server.held)
        val releases = server.released.size
        lifeline().move()
        assertEquals(releases, server.released.size)
        settings.lifeline = true
        lifeline().move()
        assertEquals("and it can be switched on again at once", 1, server.held.size)
    }

    @Test
    fun `whoever is removed does not hear of it two days later`() {
        lifeline().move()
        family = emptyList()
        server.says = State.Failed(NOT_REACHED)
        lifeline().move()
        assertEquals(1, server.held.size)
        server.says = null
        lifeline().move()
        assertEquals(emptyMap<String, Long>(), server.held)
        val releases = server.released.size
        lifeline().move()
        assertEquals("once", releases, server.released.size)
    }

    @Test
    fun `a clock set back does not keep it waiting`() {
        lifeline().move()
        wallMs -= 24 * Lifeline.EVERY_MS
        lifeline().move()
        assertEquals(2, server.holds)
    }

    @Test
    fun `before this app may be removed it is brought close and away again when that lives on`() {
        lifeline().move()
        wallMs += 60_000
        val closeMs = wallMs
        lifeline().bringClose()
        assertEquals(mapOf(name to Lifeline.CLOSE_MS), server.held)
        assertEquals("the next move is scheduled", Lifeline.LIVES_ON_MS, movesIn.last())
        wallMs = closeMs + Lifeline.LIVES_ON_MS - 1
        lifeline().move()
        assertEquals("not too soon", mapOf(name to Lifeline.CLOSE_MS), server.held)
        wallMs = closeMs + Lifeline.LIVES_ON_MS
        lifeline().move()
        assertEquals(mapOf(name to SILENT_MS), server.held)
        val (looks, holds) = movesIn.size to server.holds
        wallMs += Lifeline.EVERY_MS - 1
        lifeline().move()
        assertEquals("as before", looks to holds, movesIn.size to server.holds)
    }

    @Test
    fun `who lives on tries until it is away again`() {
        lifeline().move()
        lifeline().bringClose()
        server.says = State.Failed(NOT_REACHED)
        wallMs += Lifeline.LIVES_ON_MS
        lifeline().move()
        assertEquals(Lifeline.AGAIN_MS, movesIn.last())
        server.says = null
        wallMs += Lifeline.AGAIN_MS
        lifeline().move()
        assertEquals(SILENT_MS, server.held.getValue(name))
    }

    @Test
    fun `a server whose answer is lost may hold it and is asked to let go`() {
        lifeline().move()
        server.answers = false
        lifeline().bringClose()
        server.answers = true
        assertEquals(Lifeline.CLOSE_MS, server.held.getValue(name))
        wallMs += Lifeline.LIVES_ON_MS
        lifeline().move()
        assertEquals(SILENT_MS, server.held.getValue(name))
        assertEquals("nothing was lost", Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun `opened again and again it stays close and the server is not flooded`() {
        lifeline().move()
        repeat(50) { lifeline().bringClose() }
        assertEquals(2, server.holds)
        wallMs += Lifeline.AGAIN_MS - 1
        lifeline().bringClose()
        assertEquals(2, server.holds)
        wallMs += 1
        lifeline().bringClose()
        assertEquals(3, server.holds)
        assertEquals(Lifeline.CLOSE_MS, server.held.getValue(name))
    }

    @Test
    fun `switched off nothing is brought close`() {
        settings.lifeline = false
        lifeline().bringClose()
        assertEquals(0, server.released.size + server.holds)
        assertEquals(emptyList<Long>(), movesIn)
    }

    @Test
    fun `where nobody has said it is held once a way is proved`() {
        settings.lifeline = null
        lifeline().move()
        assertEquals(0, server.released.size + server.holds)
        family = listOf(contact.copy(addresses = listOf(push.copy(provedAtMs = 1))))
        lifeline().move()
        assertEquals(mapOf(name to SILENT_MS), server.held)
        settings.lifeline = false
        lifeline().move()
        assertEquals("and stays off if it was switched off", emptyMap<String, Long>(), server.held)
    }

    @Test
    fun `off from the start it touches no server`() {
        settings.lifeline = false
        lifeline().move()
        assertEquals(0, server.released.size + server.holds + server.looks)
    }

    @Test
    fun `how long is settable and counts at once`() {
        lifeline().move()
        settings.silentHours = 48
        lifeline().move()
        assertEquals(mapOf(name to 48 * HOUR_MS), server.held)
        lifeline().move()
        assertEquals(2, server.holds)
        listOf(1 to 36, 36 to 36, 48 to 48, 900 to 48).forEach { (set, hours) ->
            settings.silentHours = set
            assertEquals(hours, settings.silentHours)
        }
    }

    @Test
    fun `no name leads to another`() {
        val names = (1L..100L).flatMap { id ->
            listOf(MessageIds.silent(settings.install, id), MessageIds.name(settings.install, id))
        }
        val platform = names.map { MessageIds.external(settings.secretOfNames, it) }
        assertEquals(names.size, platform.toSet().size)
        platform.forEach { assertTrue(it, Regex("[-_A-Za-z0-9]{22}").matches(it)) }
        assertFalse(platform.any { settings.install in it })
        val process = FamilySettings(Database(RuntimeEnvironment.getApplication()))
        assertEquals(
            "the same in every process",
            platform,
            names.map {
                MessageIds.external(process.secretOfNames, it)
            },
        )
        assertFalse(platform.any { it in names.map { name -> MessageIds.external("another phone", name) } })
    }

    private fun lifeline() = Lifeline(settings, { family }, server, ::write, { wallMs }, { movesIn += it })

    private val movesIn = mutableListOf<Long>()

    private fun write(contact: Contact, address: StoredAddress): OutgoingMessage {
        val name = MessageIds.silent(settings.install, address.id)
        val platform = MessageIds.external(settings.secretOfNames, name)
        return OutgoingMessage(name, contact, MessageKind.SILENT, "", "", emptyList(), platform)
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
        const val SILENT_MS = 36 * HOUR_MS
        const val START_MS = 1_790_000_000_000L
        val NOT_REACHED = Outcome.Later(Outcome.Reason.NO_CONNECTION)
    }
}
