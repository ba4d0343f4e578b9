package app.kinguard.family.lifeline

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.FamilySettings
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.family.Outcome
import app.kinguard.family.Post
import app.kinguard.family.Posts
import app.kinguard.family.StoredAddress
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
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
    private val name = Posts.silent(settings.install, 1)
    private var family = listOf(contact)
    private var wallMs = START_MS

    @Test
    fun itIsMovedAheadAgainAndAgainAndStaysWhenNobodyMovesIt() {
        val lifeline = lifeline()
        lifeline.move()
        assertEquals(mapOf(name to START_MS + SILENT_MS), server.held)
        assertEquals(Lifeline.State.HELD, lifeline.state(push))
        wallMs += Lifeline.EVERY_MS - 1
        lifeline.move()
        assertEquals("not needlessly", 1, server.holds)
        wallMs += 1
        lifeline().move()
        assertEquals(mapOf(name to wallMs + SILENT_MS), server.held)
        assertEquals(2, server.holds)
    }

    @Test
    fun aServerThatCannotTakeBackIsFoundOutAndLeftAlone() {
        server.does = Holding.Unable
        lifeline().move()
        assertEquals(Lifeline.State.UNABLE, lifeline().state(push))
        wallMs += Lifeline.UNABLE_MS - 1
        lifeline().move()
        assertEquals("nothing is ever held there", 0, server.holds)
        assertEquals(1, server.releases)
        server.does = Holding.Done
        wallMs += 1
        lifeline().move()
        assertEquals("until it is renewed", Lifeline.State.HELD, lifeline().state(push))
    }

    @Test
    fun aServerThatIsNotReachedIsAskedAgain() {
        server.does = Holding.Failed(Outcome.Later(Outcome.Reason.NO_CONNECTION))
        lifeline().move()
        assertEquals(Lifeline.State.UNKNOWN, lifeline().state(push))
        server.does = Holding.Done
        lifeline().move()
        assertEquals(1, server.holds)
        server.does = Holding.Failed(Outcome.Later(Outcome.Reason.NO_CONNECTION))
        wallMs += Lifeline.EVERY_MS
        lifeline().move()
        assertEquals("what was held stays", Lifeline.State.HELD, lifeline().state(push))
        server.does = Holding.Done
        lifeline().move()
        assertEquals(wallMs + SILENT_MS, server.held.getValue(name))
    }

    @Test
    fun switchedOffItLeavesNothingBehind() {
        lifeline().move()
        settings.lifeline = false
        lifeline().move()
        assertEquals(emptyMap<String, Long>(), server.held)
        val releases = server.releases
        lifeline().move()
        assertEquals(releases, server.releases)
        settings.lifeline = true
        lifeline().move()
        assertEquals("and it can be switched on again at once", 1, server.held.size)
    }

    @Test
    fun whoeverIsRemovedDoesNotHearOfItTwoDaysLater() {
        lifeline().move()
        family = emptyList()
        server.does = Holding.Failed(Outcome.Later(Outcome.Reason.NO_CONNECTION))
        lifeline().move()
        assertEquals(1, server.held.size)
        server.does = Holding.Done
        lifeline().move()
        assertEquals(emptyMap<String, Long>(), server.held)
        val releases = server.releases
        lifeline().move()
        assertEquals("once", releases, server.releases)
    }

    @Test
    fun aClockSetBackDoesNotKeepItWaiting() {
        lifeline().move()
        wallMs -= 24 * Lifeline.EVERY_MS
        lifeline().move()
        assertEquals(2, server.holds)
    }

    @Test
    fun beforeThisAppMayBeRemovedItIsBroughtCloseAndAwayAgainWhenThatLivesOn() {
        lifeline().move()
        wallMs += 60_000
        val closeMs = wallMs
        lifeline().bringClose()
        assertEquals(mapOf(name to closeMs + Lifeline.CLOSE_MS), server.held)
        assertEquals("it is looked after", Lifeline.LIVES_ON_MS, movesIn.last())
        wallMs = closeMs + Lifeline.LIVES_ON_MS - 1
        lifeline().move()
        assertEquals("not too soon", mapOf(name to closeMs + Lifeline.CLOSE_MS), server.held)
        wallMs = closeMs + Lifeline.LIVES_ON_MS
        lifeline().move()
        assertEquals(mapOf(name to wallMs + SILENT_MS), server.held)
        val looks = movesIn.size
        wallMs += Lifeline.EVERY_MS - 1
        lifeline().move()
        assertEquals("as before", closeMs + Lifeline.LIVES_ON_MS + SILENT_MS, server.held.getValue(name))
        assertEquals(looks, movesIn.size)
    }

    @Test
    fun whoLivesOnTriesUntilItIsAwayAgain() {
        lifeline().move()
        lifeline().bringClose()
        server.does = Holding.Failed(Outcome.Later(Outcome.Reason.NO_CONNECTION))
        wallMs += Lifeline.LIVES_ON_MS
        lifeline().move()
        assertEquals(Lifeline.AGAIN_MS, movesIn.last())
        server.does = Holding.Done
        wallMs += Lifeline.AGAIN_MS
        lifeline().move()
        assertEquals(wallMs + SILENT_MS, server.held.getValue(name))
    }

    @Test
    fun aServerWhoseAnswerIsLostMayHoldItAndIsAskedToLetGo() {
        lifeline().move()
        server.answers = false
        lifeline().bringClose()
        server.answers = true
        assertEquals(wallMs + Lifeline.CLOSE_MS, server.held.getValue(name))
        wallMs += Lifeline.LIVES_ON_MS
        lifeline().move()
        assertEquals(wallMs + SILENT_MS, server.held.getValue(name))
    }

    @Test
    fun openedAgainAndAgainItStaysCloseAndTheServerIsNotFlooded() {
        lifeline().move()
        repeat(50) { lifeline().bringClose() }
        assertEquals(2, server.holds)
        wallMs += Lifeline.AGAIN_MS - 1
        lifeline().bringClose()
        assertEquals(2, server.holds)
        wallMs += 1
        lifeline().bringClose()
        assertEquals(wallMs + Lifeline.CLOSE_MS, server.held.getValue(name))
    }

    @Test
    fun switchedOffNothingIsBroughtClose() {
        settings.lifeline = false
        lifeline().bringClose()
        assertEquals(0, server.releases + server.holds)
        assertEquals(emptyList<Long>(), movesIn)
    }

    @Test
    fun whereNobodyHasSaidItIsHeldOnceAWayIsProved() {
        settings.lifeline = null
        lifeline().move()
        assertEquals(0, server.releases + server.holds)
        family = listOf(contact.copy(addresses = listOf(push.copy(provedAtMs = 1))))
        lifeline().move()
        assertEquals(mapOf(name to START_MS + SILENT_MS), server.held)
        settings.lifeline = false
        lifeline().move()
        assertEquals("and stays off where somebody said so", emptyMap<String, Long>(), server.held)
    }

    @Test
    fun offFromTheStartItTouchesNoServer() {
        settings.lifeline = false
        lifeline().move()
        assertEquals(0, server.releases + server.holds)
    }

    private fun lifeline() = Lifeline(settings, { family }, server, ::write, { wallMs }, { movesIn += it })

    private val movesIn = mutableListOf<Long>()

    private fun write(contact: Contact, address: StoredAddress) =
        Post(Posts.silent(settings.install, address.id), contact, MessageKind.SILENT, "", "", emptyList())

    /** A server that holds messages, or does whatever it is told to. */
    private class HoldingServer : HeldMessages {
        val held = mutableMapOf<String, Long>()
        var holds = 0
        var releases = 0
        var does: Holding = Holding.Done
        var answers = true

        override fun hold(post: Post, address: Address.Ntfy, atMs: Long, answer: (Holding) -> Unit) {
            holds += 1
            if (does == Holding.Done) held[post.id] = atMs
            if (answers) answer(does)
        }

        override fun release(name: String, address: Address.Ntfy, answer: (Holding) -> Unit) {
            releases += 1
            if (does == Holding.Done) held -= name
            answer(does)
        }
    }

    @Test
    fun howLongIsSettableAndCountsAtOnce() {
        lifeline().move()
        settings.silentHours = 48
        lifeline().move()
        assertEquals(mapOf(name to wallMs + 48 * HOUR_MS), server.held)
        lifeline().move()
        assertEquals(2, server.holds)
        listOf(1 to 36, 36 to 36, 48 to 48, 900 to 48).forEach { (set, hours) ->
            settings.silentHours = set
            assertEquals(hours, settings.silentHours)
        }
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
        const val SILENT_MS = 40 * HOUR_MS
        const val START_MS = 1_790_000_000_000L
    }
}
