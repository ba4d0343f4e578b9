package app.kinguard.relative

import app.kinguard.family.Outcome
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.NtfyServer
import app.kinguard.relative.Topics.Received
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Tests how topics are read and written over HTTP, against the ntfy server of these tests. */
class NtfyTopicsTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val threads = Executors.newCachedThreadPool()
    private val server = NtfyServer()
    private val topics = NtfyTopics(Https(threads, Https.Patience(5_000, 5_000, 5_000), plainLoopback = true))
    private val came = LinkedBlockingQueue<Received>()
    private val lived = LinkedBlockingQueue<Unit>()
    private val ended = LinkedBlockingQueue<Outcome>()
    private val ear =
        object : Topics.Ear {
            override fun alive() = lived.put(Unit)

            override fun came(message: Received) = this@NtfyTopicsTest.came.put(message)

            override fun ended(outcome: Outcome) = this@NtfyTopicsTest.ended.put(outcome)
        }

    @After
    fun end() {
        server.close()
        threads.shutdownNow()
    }

    @Test
    fun `only the text is published, as JSON to the root`() {
        assertEquals(Outcome.Delivered, publish("alerts", "ARIA"))
        val asked = server.asked.single()
        assertEquals("POST" to "/", asked.method to asked.path)
        assertEquals("""{"topic":"alerts","message":"ARIA"}""", asked.text)
        assertNull(asked.header("Authorization"))
    }

    @Test
    fun `several topics are heard in one connection, after the message that was read last`() {
        publish("one", "first")
        publish("two", "second")
        publish("three", "of nobody here")
        val read = look(listOf("one", "two"), null)
        assertEquals(listOf("one" to "first", "two" to "second"), read.map { it.topic to it.text })
        publish("two", "third")
        assertEquals(listOf("third"), look(listOf("one", "two"), read.last().id).map { it.text })
        topics.listen(server.url, listOf("one", "two"), read.first().id, ear).use {
            assertEquals(listOf("second", "third"), List(2) { came.poll(5, TimeUnit.SECONDS)?.text })
            publish("one", "fourth")
            assertEquals("fourth", came.poll(5, TimeUnit.SECONDS)?.text)
            server.say("one", """{"event":"keepalive","id":"k","topic":"one","time":1}""")
            repeat(5) {
                assertNotNull("the open line, three messages, a sign of life", lived.poll(5, TimeUnit.SECONDS))
            }
            server.say("one", """{"event":"message","id":"../x","topic":"one","time":1,"message":"ARIA"}""")
            server.say("one", """{"event":"message","id":"m1","topic":"other","time":1,"message":"ARIA"}""")
            server.say("one", "no JSON")
            publish("two", "fifth")
            assertEquals("nothing of the three", "fifth", came.poll(5, TimeUnit.SECONDS)?.text)
        }
    }

    @Test
    fun `a server that is gone is told`() {
        server.close()
        topics.listen(server.url, listOf("one"), null, ear)
        assertTrue(ended.poll(10, TimeUnit.SECONDS) is Outcome.Later)
        val found = LinkedBlockingQueue<Boolean>()
        topics.look(server.url, listOf("one"), null) { found.put(it != null) }
        assertFalse(found.poll(10, TimeUnit.SECONDS) ?: true)
        assertTrue(publish("one", "x") is Outcome.Later)
    }

    private fun publish(topic: String, text: String): Outcome? {
        val done = LinkedBlockingQueue<Outcome>()
        topics.publish(server.url, topic, text, done::put)
        return done.poll(10, TimeUnit.SECONDS)
    }

    private fun look(of: List<String>, since: String?): List<Received> {
        val found = LinkedBlockingQueue<List<Received>>()
        topics.look(server.url, of, since) { found.put(it.orEmpty()) }
        return checkNotNull(found.poll(10, TimeUnit.SECONDS))
    }
}
