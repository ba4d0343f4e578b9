package app.kinguard.relative

import android.app.Application
import android.app.NotificationManager
import android.os.Looper
import app.kinguard.AndroidRunner
import app.kinguard.PlatformServices
import app.kinguard.RelativeContainer
import app.kinguard.core.FamilyAsk
import app.kinguard.core.TypedDigits
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.JdkSecurity
import app.kinguard.family.channel.NtfyServer
import app.kinguard.guard.GuardStore
import app.kinguard.guard.ManualTicks
import app.kinguard.guard.StoredEngineClock
import app.kinguard.phone.Moments
import app.kinguard.store.Database
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.net.URL
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Tests the whole way over HTTP, on the threads of a phone: from the code to the alarm and the answer. */
@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class RelativeWayTest {
    @get:Rule
    internal val security = JdkSecurity()

    private val context: Application = RuntimeEnvironment.getApplication()
    private val threads = Executors.newCachedThreadPool()
    private val server = NtfyServer()
    private val web = Https(threads, Https.Patience(5_000, 5_000, 5_000), plainLoopback = true) { url ->
        URL("$url".replace(RelativeTestPhone.SERVER, server.url)).openConnection()
    }
    private val topics = NtfyTopics(web)
    private val mum = ParentDevice(topics, ManualTicks(), RelativeTestPhone.SERVER, "mum")
    private val platform = PlatformServices(context)
    private val storage = Database(context)
    private val dependencies =
        object : RelativeContainer.Dependencies {
            override val database get() = storage
            override val secrets = ManualSecrets()
            override val store = GuardStore(storage)
            override val clock = StoredEngineClock({ store.timeBase }, platform.ticks)
            override val moments = Moments(clock::nowMs, platform.ticks::wallClockMs)
            override val https get() = web
            override val setup get() = error("no page is shown")

            override fun region() = "CN"

            override fun leaveGuard() = true

            override fun startGuard() = Unit

            override fun online() = Unit
        }
    private val container = RelativeContainer(context, platform, dependencies)
    private val manager = checkNotNull(context.getSystemService(NotificationManager::class.java))

    @After
    fun end() {
        apart { container.role.choose(family = false) }
        server.close()
        threads.shutdownNow()
    }

    @Test
    fun `from the code to the alarm, and the answer back`() {
        apart { container.role.choose(family = true) }
        val pairing = checkNotNull(apart { container.parents.pair(mum.code) })
        var handed = 0
        awaits {
            val all = texts()
            all.drop(handed).forEach(mum::pairs)
            handed = all.size
            pairing.state is Pairing.State.Digits
        }
        assertTrue(mum.types((pairing.state as Pairing.State.Digits).digits) is TypedDigits.Paired)
        awaits { pairing.state is Pairing.State.Paired }
        val parent = (pairing.state as Pairing.State.Paired).parent
        awaits { apart { container.parents.all() }.single().listening == Parent.Listening.CONNECTED }
        mum.danger()
        awaits { shadowOf(manager).getNotification(AlarmNotices.tag(parent), AlarmNotices.ALARM) != null }
        val danger = checkNotNull(apart { container.parents.all() }.single().view?.danger)
        assertTrue(danger.alarm)
        assertTrue(apart { container.parents.answer(parent, checkNotNull(danger.question), FamilyAsk.CALLING) })
        awaits { mum.reads(texts()).isNotEmpty() }
        assertEquals(FamilyAsk.CALLING, mum.reads(texts()).single().ask)
        awaits { shadowOf(manager).getNotification(AlarmNotices.tag(parent), AlarmNotices.ALARM) == null }
        assertNotNull(apart { container.parents.history(parent) }.firstOrNull())
    }

    /** What was published to the parent's phone. */
    private fun texts(): List<String> {
        val found = LinkedBlockingQueue<List<String>>()
        topics.look(mum.address.server, listOf(mum.address.answers), null) { all ->
            found.put(all.orEmpty().map { it.text })
        }
        return found.poll(10, TimeUnit.SECONDS).orEmpty()
    }

    private fun <T> apart(act: () -> T): T = threads.submit(Callable { act() }).get(10, TimeUnit.SECONDS)

    private fun awaits(isSo: () -> Boolean) {
        repeat(500) {
            shadowOf(Looper.getMainLooper()).idle()
            if (isSo()) return
            Thread.sleep(20)
        }
        throw AssertionError("it did not happen")
    }
}
