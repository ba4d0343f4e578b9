package app.kinguard

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.Service
import android.content.Intent
import android.os.Handler
import android.os.HandlerThread
import android.os.IBinder
import app.kinguard.core.Direction
import app.kinguard.core.Event
import com.sun.management.ThreadMXBean
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.model.FrameworkMethod
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.internal.bytecode.InstrumentationConfiguration
import java.lang.management.ManagementFactory
import javax.management.ObjectName

/**
 * The cost of the guard's process from its start to the first handled event, compared with an app that only keeps a
 * foreground service. It runs on a computer's JVM, so only the ratio matters. Times are printed, never asserted.
 */
@RunWith(StartCostTest.FreshFramework::class)
@Config(application = RestartableApp::class, sdk = [35])
class StartCostTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp

    @Test
    fun `from its start to the first event the guard stays within its budget`() {
        val phone = AndroidPhone(app)
        val emptyCold = costOf(::emptyAppStarts)
        val guardCold = costOf(phone::isSetUp)
        phone.processDies()
        val empty = costOf(::emptyAppStarts)
        phone.heard.clear()
        val guard = costOf {
            phone.processStarts()
            phone.callStarts(Direction.INCOMING, NUMBER, known = false)
        }
        assertEquals(1, phone.heard.count { it is Event.CallStarted })
        phone.processDies()
        println("start cost: the empty app, classes loaded: $emptyCold; again: $empty")
        println("start cost: the guard, classes loaded: $guardCold; again, up to its first event: $guard")
        val times = guard.us.toDouble() / empty.us
        val bytes = guard.bytes.toDouble() / empty.bytes
        println("start cost: beside the empty app %.1f times as long, %.1f times the memory".format(times, bytes))
        assertTrue("$guardCold", guardCold.classes in 1..MOST_CLASSES)
        assertTrue("$guard", guard.objects in 1..MOST_OBJECTS)
        assertTrue("$guard", guard.bytes in 1..MOST_BYTES)
    }

    /** Does what every app with such a service must do. Its first event is a task on a thread of its own. */
    private fun emptyAppStarts() {
        val thread = HandlerThread("empty").apply { start() }
        Robolectric.buildService(EmptyService::class.java, Intent()).create().startCommand(0, 1)
        Handler(thread.looper).post {}
        shadowOf(thread.looper).idle()
        thread.quit()
    }

    /** Measures a start. Objects are counted outside the measured time, because that takes a garbage collection. */
    private fun costOf(start: () -> Unit): Cost {
        val objects = objects()
        val classes = loadedClasses()
        val bytes = allocated()
        val beganNs = System.nanoTime()
        start()
        val us = (System.nanoTime() - beganNs) / NS_IN_US
        return Cost(us, allocated() - bytes, loadedClasses() - classes, objects() - objects)
    }

    private fun loadedClasses() = ManagementFactory.getClassLoadingMXBean().totalLoadedClassCount

    private fun allocated(): Long {
        val threads = ManagementFactory.getThreadMXBean() as ThreadMXBean
        return threads.getThreadAllocatedBytes(threads.allThreadIds).filter { it > 0 }.sum()
    }

    /** Returns the number of our live objects after a garbage collection. */
    private fun objects(): Long {
        val histogram = ManagementFactory.getPlatformMBeanServer().invoke(
            ObjectName("com.sun.management:type=DiagnosticCommand"),
            "gcClassHistogram",
            arrayOf(emptyArray<String>()),
            arrayOf(Array<String>::class.java.name),
        ) as String
        return histogram.lineSequence().map { it.trim().split(Regex("\\s+")) }
            .filter { it.size > NAME && it[NAME].startsWith("app.kinguard.") }
            .sumOf { it[INSTANCES].toLong() }
    }

    private data class Cost(val us: Long, val bytes: Long, val classes: Long, val objects: Long) {
        override fun toString() = "$us us, $bytes bytes, $classes classes, $objects objects"
    }

    class EmptyService : Service() {
        override fun onBind(intent: Intent): IBinder? = null

        override fun onStartCommand(intent: Intent?, flags: Int, id: Int): Int {
            checkNotNull(getSystemService(NotificationManager::class.java))
                .createNotificationChannel(NotificationChannel("empty", "empty", NotificationManager.IMPORTANCE_LOW))
            startForeground(1, Notification.Builder(this, "empty").build())
            return START_STICKY
        }
    }

    /** A framework that no other test has used before. */
    class FreshFramework(test: Class<*>) : AndroidRunner(test) {
        override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration =
            InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
                .addInstrumentedClass(EmptyService::class.java.name)
                .build()
    }

    private companion object {
        const val NS_IN_US = 1_000L
        const val INSTANCES = 1
        const val NAME = 3
        const val MOST_CLASSES = 4_000
        const val MOST_OBJECTS = 800
        const val MOST_BYTES = 8_000_000L
        const val NUMBER = "+85251234567"
    }
}
