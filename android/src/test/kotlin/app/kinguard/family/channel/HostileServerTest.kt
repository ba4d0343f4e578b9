package app.kinguard.family.channel

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.StoredAddress
import app.kinguard.family.channel.PushServer.Answered
import app.kinguard.family.lifeline.ScheduledMessages.State
import app.kinguard.health.Finding
import app.kinguard.health.selftest.PushCheck
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import kotlin.random.Random

/** Anything that a server sends in reply to any request is an answer, and crashes nothing. */
class HostileServerTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val uncaught = ConcurrentLinkedQueue<Throwable>()
    private val threads = Executors.newCachedThreadPool { work ->
        Thread(work).apply { setUncaughtExceptionHandler { _, failure -> uncaught += failure } }
    }

    @Volatile
    private var answer: Answered = Answered.Whole(200)
    private val server = PushServer { answer }
    private val https = Https(threads, Https.Patience(5_000, 5_000, 5_000), plainLoopback = true)
    private val address = Address.Ntfy(server.url, "alerts", "replies", null, null)
    private val held = NtfyHeldMessage(https)

    @After
    fun tearDown() {
        server.close()
        threads.shutdownNow()
    }

    @Test
    fun `deep answers are answers`() {
        val deep = listOf("[".repeat(65_000), "{\"a\":".repeat(13_000), "{\"event\":" + "[".repeat(60_000))
        deep.forEach { text -> ways.forEach { (way, ask) -> answered(way, text, 200, ask) } }
        assertEquals(emptyList<Throwable>(), uncaught.toList())
    }

    @Test
    fun `so is anything else`() {
        val random = Random(SEED)
        repeat(ROUNDS) { schedule ->
            val text = Nonsense(random).of(GOOD.random(random))
            val status = STATUSES.random(random)
            ways.forEach { (way, ask) -> answered("$way, round $schedule, seed $SEED", text, status, ask) }
        }
        assertEquals(emptyList<Throwable>(), uncaught.toList())
    }

    private fun answered(way: String, text: String, status: Int, ask: ((Any) -> Unit) -> Unit) {
        answer = Answered.Whole(status, text)
        try {
            waitFor(ask)
        } catch (silent: IllegalStateException) {
            throw AssertionError("$way: ${text.take(200)}", silent)
        }
    }

    private val ways: Map<String, ((Any) -> Unit) -> Unit> =
        mapOf<String, ((Any) -> Unit) -> Unit>(
            "send" to { take -> NtfyChannel(https).send(post(), address, take) },
            "look" to { take -> NtfyReplies(https).look(address, look = take) },
            "listen" to { take -> NtfyReplies(https).listen(address, reply = { it.text.length }, ended = take) },
            "hold" to { take -> held.hold(post(), address, 3_600_000L) { state: State -> take(state) } },
            "release" to { take -> held.release("silent-1", address) { state: State -> take(state) } },
            "find" to { take -> held.look("silent-1", address, 1) { take(it.toString()) } },
            "health" to { take -> threads.execute { take(health()) } },
        ) + WebhookPresets.ALL.map { preset ->
            val here = preset.copy(fields = emptyList(), url = server.url, verdict = preset.verdict)
            val robot = Address.Webhook(here.id, emptyMap())
            here.id to { take: (Any) -> Unit -> WebhookChannel(https, listOf(here)).send(post(), robot, take) }
        }

    private fun health(): Finding = PushCheck(https) {
        listOf(Contact(1, "a", "+8613900000001", Language.MAINLAND, listOf(StoredAddress(1, address, null))))
    }.run()

    /** Texts that begin like a valid answer and then go wrong. */
    private class Nonsense(private val random: Random) {
        fun of(good: String): String = when (random.nextInt(8)) {
            0 -> good.take(random.nextInt(good.length))
            1 -> A_VALUE.replace(good) { if (random.nextInt(3) == 0) ":" + value() else it.value }
            2 -> "[".repeat(random.nextInt(20_000)) + good
            3 -> good.replaceFirst(":", ":" + "{\"a\":".repeat(random.nextInt(10_000)))
            4 -> good + "\n" + good.reversed() + "\n" + String(CharArray(200) { random.nextInt(0xFFFF).toChar() })
            5 -> good.replaceFirst("\"", "\"" + "x".repeat(random.nextInt(80_000)))
            6 -> List(random.nextInt(200)) { SIGNS.random(random) }.joinToString("")
            else -> good.map { if (random.nextInt(20) == 0) random.nextInt(128).toChar() else it }.joinToString("")
        }

        private fun value() = VALUES.random(random)

        private companion object {
            val A_VALUE = Regex(""":("[^"]*"|-?\d+|true|false)""")
            val VALUES = """null [] {} -1 1e999 999999999999999999999 true "" "x" [[[]]] {"a":[]} -0.0 NaN""".split(' ')
            val SIGNS =
                listOf("{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "'", "/", "#", "=", "1", "a", " ", "\n", "null")
        }
    }

    private companion object {
        const val SEED = 20_261_129
        const val ROUNDS = 150
        val STATUSES = listOf(200, 200, 200, 204, 400, 401, 403, 404, 413, 429, 500, 503)
        const val MESSAGE = """"id":"mYx3gXbYx0Vf","time":1700000000,"expires":1700043200,"event":"message""""
        val GOOD = listOf(
            """{$MESSAGE,"topic":"replies","message":"t"}""",
            """{${MESSAGE.replace("message", "message_delete")},"topic":"alerts","sequence_id":"silent-1"}""",
            """{"code":40005,"http":400,"error":"invalid delay","link":"https://ntfy.sh/docs"}""",
            """{"healthy":true}""",
            """{"code":200,"message":"success","timestamp":1}""",
            """{"errcode":0,"errmsg":"ok"}""",
            """{"code":9499,"msg":"too many request"}""",
            """{"ok":false,"error_code":400,"parameters":{"migrate_to_chat_id":-1001234567890,"retry_after":3}}""",
        )
    }
}
