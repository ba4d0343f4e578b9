package app.kinguard.family.screen

import android.app.Activity
import android.graphics.Typeface
import android.graphics.drawable.BitmapDrawable
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock
import android.widget.ImageView
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.screen.PairingCode.Fault
import app.kinguard.family.screen.PairingCode.Reading
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock
import java.util.Base64
import java.util.Random
import java.util.concurrent.TimeUnit

@RunWith(AndroidRunner::class)
class PairingTest : ScreenTest() {
    @Test
    fun `whatever is written is read again`() {
        val random = Random(7)
        repeat(2_000) {
            val address = address(random)
            assertEquals(Reading.Right(address), PairingCode.read(PairingCode.write(address)))
        }
    }

    @Test
    fun `a code that was typed with spaces and line breaks is the same`() {
        val code = PairingCode.write(PUSH.copy(token = "tk_a+b/c=", fingerprint = "ab".repeat(32)))
        assertEquals(PairingCode.read(code), PairingCode.read(code.chunked(5).joinToString(" \n")))
        assertEquals(PairingCode.read(code), PairingCode.read(code.replaceFirst("ntfy://ntfy.sh", "NTFY://Ntfy.SH")))
    }

    @Test
    fun `any nonsense is named, and breaks nothing`() {
        val random = Random(11)
        val code = PairingCode.write(address(random))
        repeat(5_000) {
            val broken = StringBuilder(code)
            repeat(1 + random.nextInt(4)) {
                broken.setCharAt(random.nextInt(broken.length), (32 + random.nextInt(95)).toChar())
            }
            PairingCode.read("$broken".take(random.nextInt(code.length + 1)))
        }
    }

    @Test
    fun `what is wrong with a code has its name`() {
        val link = "ntfy://ntfy.sh/${PUSH.alertTopic}"
        val reply = "reply=${PUSH.replyTopic}"
        val codes =
            mapOf(
                " \n" to Fault.EMPTY,
                "https://ntfy.sh/${PUSH.alertTopic}?$reply" to Fault.NOT_A_CODE,
                "$link?$reply&token=%zz" to Fault.NOT_A_CODE,
                "$link?$reply&secure=false" to Fault.NOT_SECURE,
                "ntfy://nt_fy/${PUSH.alertTopic}?$reply" to Fault.SERVER,
                "ntfy://ntfy.sh:0/${PUSH.alertTopic}?$reply" to Fault.SERVER,
                "ntfy://ntfy.sh:65536/${PUSH.alertTopic}?$reply" to Fault.SERVER,
                "ntfy://me@ntfy.sh/${PUSH.alertTopic}?$reply" to Fault.SERVER,
                "ntfy://ntfy.sh/mum?$reply" to Fault.ALERT_TOPIC,
                "ntfy://ntfy.sh/${"a".repeat(21)}?$reply" to Fault.ALERT_TOPIC,
                "ntfy://ntfy.sh/${"a".repeat(65)}?$reply" to Fault.ALERT_TOPIC,
                link to Fault.REPLY_TOPIC,
                "$link?reply=mum" to Fault.REPLY_TOPIC,
                "$link?reply=${PUSH.alertTopic}" to Fault.SAME_TOPIC,
                "$link?$reply&token=" to Fault.TOKEN,
                "$link?$reply&token=a%0Ab" to Fault.TOKEN,
                "$link?$reply&fingerprint=${"a".repeat(63)}" to Fault.FINGERPRINT,
            )
        codes.forEach { (code, fault) -> assertEquals(code, Reading.Wrong(fault), PairingCode.read(code)) }
        assertEquals(Fault.entries.toSet(), codes.values.toSet())
        assertTrue(PairingCode.read("ntfy://ntfy.sh/${"a".repeat(22)}?$reply") is Reading.Right)
        assertTrue(PairingCode.read("ntfy://ntfy.sh:65535/${"a".repeat(64)}?$reply") is Reading.Right)
    }

    @Test
    fun `every fault of a code has words`() {
        val words = FamilyWords(host.resources)
        Fault.entries.forEach { assertTrue("$it", words.fault(it).length > 3) }
    }

    @Test
    fun `a server is a name and a port, and spoken to in private`() {
        assertEquals("https://ntfy.example.org", PairingCode.server(" Ntfy.Example.org/ "))
        assertEquals("https://10.0.0.2:8443", PairingCode.server("https://10.0.0.2:8443"))
        assertEquals("https://[fd00::1]:443", PairingCode.server("[fd00::1]:443"))
        listOf("", "http://ntfy.sh", "ntfy.sh/push", "a b?c", "-x", "ntfy.sh:99999").forEach {
            assertNull(it, PairingCode.server(it))
        }
    }

    @Test
    fun `topics are new each time and cannot be guessed`() {
        val topics = TopicNames()
        val names = (1..500).flatMap { topics.address("https://ntfy.sh").run { listOf(alertTopic, replyTopic) } }
        assertEquals(1_000, names.toSet().size)
        names.forEach { assertTrue(it, Regex("[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{2,4}){6}").matches(it)) }
        val signs = names.map { it.replace("-", "") }
        assertTrue(signs.all { it.length == 26 })
        // 128 bits: the last of 26 characters holds three of them, every other one five.
        (0 until 25).forEach { at -> assertEquals("sign $at", 32, signs.map { it[at] }.toSet().size) }
        assertEquals(8, signs.map { it[25] }.toSet().size)
    }

    @Test
    fun `the picture is the address without the token, as another reader reads it`() {
        val address = PUSH.copy(
            server = "https://ntfy.example.org:8443",
            token = "tk_secret",
            fingerprint = "ab".repeat(32),
        )
        open(PairingActivity.of(host, "小芳", address))
        val pictures = views().filterIsInstance<ImageView>().filter { it.isImportantForAccessibility }
        val picture = pictures.single { it.drawable is BitmapDrawable }
        val text = readQrCode((picture.drawable as BitmapDrawable).bitmap)
        val shown = (PairingCode.read(text) as Reading.Right).address
        assertEquals(address.copy(token = null), shown.copy(alertTopic = PUSH.alertTopic, replyTopic = PUSH.replyTopic))
        assertTrue(text.startsWith("ntfy://ntfy.example.org:8443/${shown.alertTopic}?"))
        assertEquals("配对用的二维码", picture.contentDescription)
        assertSays("https://ntfy.example.org:8443", shown.alertTopic, "访问控制", "冒充")
        assertSilent("tk_secret")
    }

    @Test
    fun `a new address is the same after a turn, and is handed back`() {
        open(PairingActivity.of(host, "小芳", null))
        val shown = words()
        turn()
        assertEquals(shown, words())
        tap("配好了")
        assertFinished()
        assertEquals(Activity.RESULT_OK, shadowOf(activity).resultCode)
        val paired = checkNotNull(PairingActivity.paired(shadowOf(activity).resultIntent))
        assertEquals("https://ntfy.sh", paired.server)
        assertTrue(paired.alertTopic in shown)
    }

    @Test
    fun `topics that were shown before are not shown again`() {
        open(PairingActivity.of(host, "小芳", PUSH))
        assertSilent(PUSH.alertTopic, PUSH.replyTopic)
        val first = words()
        open(PairingActivity.of(host, "小芳", PUSH))
        assertNotEquals(first, words())
        assertEquals(Activity.RESULT_CANCELED, shadowOf(activity).resultCode)
    }

    @Test
    fun `what is shown is good for ten minutes, to the millisecond, also after a turn`() {
        open(PairingActivity.of(host, "小芳", null))
        assertSays("还有 10 分钟有效")
        val topic = topic()
        val untilMs = Bundle().also(controller::saveInstanceState).getLong("born") + PairingActivity.LASTS_MS
        passTo(untilMs - PairingActivity.LASTS_MS / 2)
        assertSays("还有 5 分钟有效")
        turn()
        assertSays("还有 5 分钟有效")
        passTo(untilMs - 1)
        assertEquals(topic, topic())
        assertSays("还有 1 分钟有效")
        // The page checks once a second.
        passTo(untilMs + 1_000)
        assertNotEquals(topic, topic())
        assertSays("还有 10 分钟有效")
    }

    @Test
    fun `the topic to be typed is in groups of four, in signs of one width`() {
        open(PairingActivity.of(host, "小芳", null))
        val shown = views().filterIsInstance<TextView>().single { topic() in it.text }
        assertEquals(Typeface.MONOSPACE, shown.typeface)
        assertTrue(topic(), topic().split('-').dropLast(1).all { it.length == 4 })
    }

    @Test
    fun `push that is in use can be given up here`() {
        open(PairingActivity.of(host, "小芳", null))
        assertNull(touchable("不再用这种方式"))
        open(PairingActivity.of(host, "小芳", PUSH))
        tap("不再用这种方式")
        assertFinished()
        assertEquals(Activity.RESULT_OK, shadowOf(activity).resultCode)
        assertNull(PairingActivity.paired(shadowOf(activity).resultIntent))
    }

    @Test
    fun `what lapsed unseen is not handed back`() {
        open(PairingActivity.of(host, "小芳", null))
        val topic = topic()
        ShadowSystemClock.advanceBy(PairingActivity.LASTS_MS, TimeUnit.MILLISECONDS)
        tap("配好了")
        assertFalse(activity.isFinishing)
        assertNotEquals(topic, topic())
        tap("配好了")
        assertFinished()
        assertNotEquals(topic, PairingActivity.paired(shadowOf(activity).resultIntent)?.alertTopic)
    }

    @Test
    fun `to the millisecond, too, and the page says that the old one no longer holds`() {
        listOf(-1L, 0L, 1L).forEach { late ->
            open(PairingActivity.of(host, "小芳", null))
            assertSilent("已经作废")
            val topic = topic()
            val bornMs = Bundle().also(controller::saveInstanceState).getLong("born")
            val leftMs = bornMs + PairingActivity.LASTS_MS + late - SystemClock.elapsedRealtime()
            ShadowSystemClock.advanceBy(leftMs, TimeUnit.MILLISECONDS)
            tap("配好了")
            assertEquals("$late", late < 0, activity.isFinishing)
            if (late < 0) return@forEach
            assertNotEquals(topic, topic())
            assertSays("上次的配对码没人确认，已经作废")
        }
    }

    @Test
    fun `what is being typed outlasts the code`() {
        open(PairingActivity.of(host, "小芳", null))
        tap("用自己的服务器")
        type("服务器地址", "ntfy.example.org")
        passes(PairingActivity.LASTS_MS)
        assertEquals("ntfy.example.org", field("服务器地址").text.toString())
        tap("用这个服务器")
        assertSays("https://ntfy.example.org", "还有 10 分钟有效")
    }

    /** Returns the topic in the form in which it is typed. */
    private fun topic() = checkNotNull(Regex("""[0-9a-z]{4}(-[0-9a-z]{1,4}){6}""").find(words())).value

    private fun passTo(elapsedMs: Long) = passes(elapsedMs - SystemClock.elapsedRealtime())

    /** Lets time pass, with the page's check once a second. */
    private fun passes(ms: Long) = shadowOf(Looper.getMainLooper()).idleFor(ms, TimeUnit.MILLISECONDS)

    @Test
    fun `another server has topics of its own, and what is wrong is named`() {
        open(PairingActivity.of(host, "小芳", PUSH))
        tap("用自己的服务器")
        type("服务器地址", "http://ntfy.example.org")
        type("访问令牌", "a b")
        type("证书指纹", "12:34")
        tap("用这个服务器")
        assertSays("服务器地址不对", "访问令牌不对", "指纹不对")
        type("服务器地址", "ntfy.example.org")
        type("访问令牌", "tk_secret")
        type("证书指纹", List(32) { "AB" }.joinToString(":"))
        turn()
        tap("用这个服务器")
        assertSays("https://ntfy.example.org")
        tap("配好了")
        val paired = checkNotNull(PairingActivity.paired(shadowOf(activity).resultIntent))
        assertEquals("https://ntfy.example.org", paired.server)
        assertEquals("tk_secret", paired.token)
        assertEquals("ab".repeat(32), paired.fingerprint)
        assertNotEquals(PUSH.alertTopic, paired.alertTopic)
        assertNotEquals(PUSH.replyTopic, paired.replyTopic)
    }

    @Test
    fun `a code from elsewhere is taken over whole`() {
        val address = PUSH.copy(server = "https://home.example", token = "tk_secret", fingerprint = "cd".repeat(32))
        open(PairingActivity.of(host, "小芳", null))
        tap("用自己的服务器")
        type("配对码", "hello")
        tap("用这个配对码")
        assertSays("这不是配对码")
        type("配对码", PairingCode.write(address))
        val kept = Bundle()
        controller.saveInstanceState(kept).pause().stop().destroy()
        controller =
            Robolectric.buildActivity(PairingActivity::class.java, PairingActivity.of(host, "小芳", null)).setup(kept)
        tap("用这个配对码")
        tap("配好了")
        assertEquals(address, PairingActivity.paired(shadowOf(activity).resultIntent))
    }

    private fun address(random: Random): Address.Ntfy {
        fun signs(alphabet: String, length: Int) =
            String(CharArray(length) { alphabet[random.nextInt(alphabet.length)] })
        val letters = "abcdefghijklmnopqrstuvwxyz0123456789"
        val topic = letters + letters.uppercase() + "-_"
        val host =
            signs(letters, 1 + random.nextInt(20)) +
                listOf("", ".example", "-a.b").random(kotlin.random.Random(random.nextInt()))
        val port = if (random.nextBoolean()) ":${1 + random.nextInt(65_535)}" else ""
        return Address.Ntfy(
            server = "https://$host$port",
            alertTopic = signs(topic, 22 + random.nextInt(43)),
            replyTopic = signs(topic, 22 + random.nextInt(43)),
            token = if (random.nextBoolean()) {
                signs("$topic.~+/", 1 + random.nextInt(60)) +
                    "=".repeat(random.nextInt(3))
            } else {
                null
            },
            fingerprint = if (random.nextBoolean()) signs("0123456789abcdef", 64) else null,
        )
    }

    @Test
    fun `whatever a code holds, it can be read`() {
        val dice = Random(1)
        repeat(200) {
            val text =
                "kinguard1:" +
                    Base64.getUrlEncoder().withoutPadding().encodeToString(ByteArray(95).also(dice::nextBytes))
            assertEquals(text, readQrCode(qrPicture(text, 600)))
        }
    }
}
