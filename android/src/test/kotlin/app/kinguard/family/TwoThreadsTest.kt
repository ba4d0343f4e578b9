package app.kinguard.family

import app.kinguard.AndroidRunner
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Delivery.State
import app.kinguard.guard.GuardStore
import app.kinguard.guard.StoredEngineClock
import app.kinguard.store.SecretStore
import app.kinguard.store.SecretStore.Opened
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread

/**
 * The guard writes messages while the family's thread sends them: neither waits for long, nor undoes the other's work.
 */
@RunWith(AndroidRunner::class)
class TwoThreadsTest {
    private val device = FamilyTestDevice(RuntimeEnvironment.getApplication()).also { it.ticks.to(HOUR) }
    private val secrets = WatchedSecrets()
    private var process = device.process(secrets)

    /** If two threads deadlock, the test must not wait for them. */
    @After
    fun end() = thread(isDaemon = true) { process.end() }.join(PATIENCE_MS)

    @Test
    fun `whoever holds the database may be the first to ask for what another thread is just finding out`() {
        mary()
        val clock = StoredEngineClock({ GuardStore(process.database).timeBase }, device.ticks)
        val asked = mapOf<String, () -> Unit>(
            "the name of this installation" to { process.settings.install },
            "what leads to the names of messages" to { process.settings.secretOfNames },
            "the buttons" to { process.tokens.isLive("A".repeat(22)) },
            "the time" to { clock.nowMs() },
        )
        asked.forEach { (what, ask) ->
            val both = thread(isDaemon = true) {
                process.database.write {
                    thread(isDaemon = true) { ask() }.waits()
                    ask()
                }
            }
            both.join(PATIENCE_MS)
            assertFalse("$what: each waits for the other", both.isAlive)
        }
    }

    @Test
    fun `nobody waits for the database while the keystore takes its time`() {
        mary()
        process.tell(FamilyMessage.DANGER)
        process.contacts.change(process.contacts.all().single().copy(addresses = emptyList()))
        mary("tom")
        val held = mutableListOf<String>()
        listOf(
            "who there is" to { process.contacts.all() },
            "who counts" to { process.contacts.confirmed() },
            "whom it went to" to { process.contacts.former() },
            "the box" to { process.outbox.deliveries() },
        ).forEach { (what, ask) ->
            var opened = 0
            secrets.works = {
                opened += 1
                val other = thread(isDaemon = true) { process.database.read {} }
                other.join(PATIENCE_MS)
                if (other.isAlive) held += what
            }
            opened = 0
            ask()
            assertTrue("$what: the keystore is asked", opened > 0)
        }
        assertEquals(emptyList<String>(), held)
    }

    @Test
    fun `nor while what lay open is put under its key`() {
        secrets.hasKey = false
        mary()
        secrets.hasKey = true
        val others = mutableListOf<Thread>()
        secrets.works = { others += thread(isDaemon = true) { process.database.read {} }.apply { join(PATIENCE_MS) } }
        process.contacts.seal()
        assertTrue(others.isNotEmpty())
        assertEquals("no thread waits", 0, others.count { it.isAlive })
        secrets.works = {}
        assertEquals(listOf(PUSH), process.contacts.all().single().addresses.map { it.address })
        secrets.hasKey = false
        assertTrue("it is encrypted", process.contacts.all().single().addresses.single().address is Address.Lost)
    }

    @Test
    fun `what is set while the message about it is being written is in it`() {
        process.contacts.add("mary", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
        process.settings.weekly = true
        process.written = {
            process.written = {}
            process.settings.parent = "mum"
        }
        process.pass(2 * Recipients.COLLECTED_MS)
        assertEquals(listOf("WEEKLY, PARENT"), device.network.arrived.map { it.title })
    }

    @Test
    fun `what is overtaken while it is being written is not sent`() {
        process.contacts.add("mary", "+8613900000001", Language.MAINLAND, listOf(Address.TextMessage))
        process.written = {
            process.written = {}
            process.tell(FamilyMessage.DANGER)
        }
        process.tell(FamilyMessage.EARLY, RuleId.INSTALL_AFTER_CALL)
        process.pass(HOUR)
        assertEquals(listOf(MessageKind.DANGER), device.network.arrived.map { it.kind })
        assertEquals(listOf(State.DROPPED, State.SENT), process.outbox.deliveries().map { it.state })
    }

    /** Holds at every step of the family's thread at which the guard may interrupt. */
    @Test
    fun `two turns of the next contact are two contacts`() {
        repeat(STEPS) { step ->
            process.end()
            RuntimeEnvironment.getApplication().deleteDatabase("kinguard.db")
            process = device.process(secrets)
            listOf("mary", "tom", "ann").forEach(::mary)
            var fails: (Outcome) -> Unit = {}
            device.network.does = { _, outcome -> fails = outcome }
            process.tell(FamilyMessage.DANGER)
            var left = step
            secrets.works = {
                if (left-- == 0) {
                    val guard = thread(isDaemon = true) {
                        process.database.write {
                            process.family.keep(
                                Notice(
                                    FamilyMessage.NEXT_CONTACT,
                                    RuleId.SHARE_DURING_CALL,
                                    device.now,
                                    null,
                                    emptySet(),
                                ),
                            )
                        }
                    }
                    guard.waits()
                }
            }
            fails(Outcome.Refused(Outcome.Reason.SERVER_REFUSES))
            secrets.works = {}
            if (left >= 0) process.tell(FamilyMessage.NEXT_CONTACT)
            awaits { process.outbox.deliveries().size == 3 }
            assertEquals(
                "at step $step",
                listOf("mary", "tom", "ann"),
                process.outbox.deliveries().map {
                    it.contact.name
                },
            )
        }
    }

    @Test
    fun `whoever is added while probations are written down stays on probation`() {
        lateinit var probation: Probation
        val begun = AtomicBoolean()
        val uptime =
            object : Uptime {
                override fun elapsedMs() = device.now

                override fun boot(): Int {
                    if (begun.compareAndSet(false, true)) thread(isDaemon = true) { probation.begin(2) }.waits()
                    return 1
                }
            }
        probation = Probation(process.database, Uptime.Still)
        probation.begin(1)
        probation = Probation(process.database, uptime)
        probation.settle()
        awaits { probation.all().size == 2 }
        assertEquals(setOf(1L, 2L), probation.all().keys)
    }

    private fun mary(name: String = "mary") {
        process.contacts.add(
            name,
            "+861390000000${name.length}",
            Language.MAINLAND,
            listOf(PUSH.copy(alertTopic = name)),
        )
    }

    /** Waits until the thread ends or waits for another. */
    private fun Thread.waits() {
        while (state !in setOf(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED)) Thread.sleep(1)
    }

    private fun awaits(done: () -> Boolean) {
        val untilNs = System.nanoTime() + PATIENCE_MS * 1_000_000
        while (!done() && System.nanoTime() < untilNs) Thread.sleep(1)
    }

    /** A keystore that is slow to answer, or gone. */
    private class WatchedSecrets : SecretStore {
        var hasKey = true
        var works: () -> Unit = {}

        override fun seal(plain: String): String? = if (hasKey) "sealed $plain".also { works() } else null

        override fun open(sealed: String): Opened {
            works()
            return if (hasKey) Opened.Text(sealed.removePrefix("sealed ")) else Opened.NotNow
        }

        override fun work() = hasKey
    }

    private companion object {
        const val HOUR = 3_600_000L
        const val PATIENCE_MS = 2_000L

        /** More than there are. */
        const val STEPS = 8
        val PUSH = Address.Ntfy("https://ntfy.example", "mary", "reply", null, null)
    }
}
