package app.kinguard.platform

import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.hardware.display.DisplayManager
import android.media.projection.IMediaProjection
import android.os.Build
import android.view.Display
import app.kinguard.AndroidRunner
import app.kinguard.core.Event
import app.kinguard.health.selftest.HeardDisplays
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.FakeClock
import app.kinguard.signals.Recorder
import com.android.server.display.DisplayServer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * Tests what Android tells this app of other apps' displays, with its own display and projection servers. Mocked are
 * the managers around them and SurfaceFlinger, see [DisplayServer].
 */
@RunWith(AndroidRunner::class)
class DisplayServerTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val server = DisplayServer(app)
    private val heard = Recorder()

    @Test
    fun `another app's private display is told as it comes and goes, and may not be looked at`() {
        val displays = listening()
        val made = make("private", 0)
        assertEquals(listOf<Event>(Event.PrivateDisplayAdded(made.id)), heard.take())
        assertNull(asApp(KINGUARD) { displays.getDisplay(made.id) })
        server.release(made)
        assertEquals(listOf<Event>(Event.PrivateDisplayRemoved(made.id)), heard.take())
    }

    @Test
    fun `a capture that its app makes public, as libwebrtc does, is told with its name`() {
        val displays = listening()
        val made = make("WebRTC_ScreenCapture", PUBLIC or PRESENTATION, server.project())
        assertEquals(listOf<Event>(Event.PublicDisplayAdded(made.id, "WebRTC_ScreenCapture")), heard.take())
        val display = checkNotNull(asApp(KINGUARD) { displays.getDisplay(made.id) })
        assertEquals("for presentations, and not secure", Display.FLAG_PRESENTATION, display.flags)
        server.release(made)
        assertEquals(listOf<Event>(Event.PublicDisplayRemoved(made.id)), heard.take())
    }

    @Test
    fun `whoever makes a capture public gets one for presentations, whether asked for or not`() {
        listening()
        val projection = server.project()
        val made = make("holiday", PUBLIC, projection)
        assertEquals(listOf<Event>(Event.PublicDisplayAdded(made.id, "holiday")), heard.take())
        val flags = listOf(0, PUBLIC, PUBLIC or PRESENTATION, AUTO_MIRROR, OWN_CONTENT_ONLY, SECURE)
        val applied = flags.associateWith { asApp(ServerContext.SYSTEM) { projection.applyVirtualDisplayFlags(it) } }
        val wanted = mapOf(0 to 18, 1 to 19, 3 to 19, 16 to 18, 8 to 18, 4 to 22)
        assertEquals("mirrored and for presentations whatever was asked, public only if asked", wanted, applied)
    }

    @Test
    fun `without the person's leave nobody mirrors the screen, and what is shown is the app's own`() {
        val displays = listening()
        assertThrows(SecurityException::class.java) { make("mirror", AUTO_MIRROR) }
        assertThrows(SecurityException::class.java) { make("public", PUBLIC) }
        assertThrows(SecurityException::class.java) { make("secure", SECURE) }
        assertEquals(emptyList<Event>(), heard.take())
        val own = make("own", PUBLIC or OWN_CONTENT_ONLY)
        val flags = checkNotNull(asApp(KINGUARD) { displays.getDisplay(own.id) }).flags
        assertEquals("every app may look at it", 0, flags and Display.FLAG_PRIVATE)
        assertEquals("not for presentations, so ignored", emptyList<Event>(), heard.take())
    }

    @Test
    fun `a projection that is stopped leaves its display, up to Android 13 even when its owner gives it back`() {
        listening()
        val projection = server.project()
        val made = make("WebRTC_ScreenCapture", PUBLIC or PRESENTATION, projection)
        heard.take()
        asApp(SHARER) { projection.stop() }
        server.settle()
        assertEquals(emptyList<Event>(), heard.take())
        server.release(made)
        val goes = listOf<Event>(Event.PublicDisplayRemoved(made.id))
        val stays = Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE
        assertEquals(if (stays) emptyList() else goes, heard.take())
    }

    @Test
    fun `Android stops the projection of an app with its last service in the foreground`() {
        server.project()
        assertEquals(0, server.stopped)
        server.servicesStopped()
        assertEquals(1, server.stopped)
    }

    @Test
    fun `a listener of another uid is told, so the self-test's bystander would be`() {
        val probe = HeardDisplays()
        assertTrue(asApp(ISOLATED) { probe.listenTo(server.client()) })
        val made = server.create(KINGUARD_ID, KINGUARD, "kinguard", 0, listener = ISOLATED)
        assertTrue(probe.heardOf(made.id))
        assertFalse("only that one", probe.heardOf(made.id + 1))
    }

    @Test
    fun `nobody makes a display in another app's name`() {
        assertThrows(SecurityException::class.java) { server.create(SHARER_ID, KINGUARD, "forged", OWN_CONTENT_ONLY) }
    }

    @Test
    fun `no ordinary app gives itself a projection, or learns who has one`() {
        server.project()
        assertThrows(SecurityException::class.java) {
            asApp(SHARER) { server.projections().createProjection(SHARER, SHARER_ID, 0, false) }
        }
        assertThrows(SecurityException::class.java) { asApp(KINGUARD) { server.projections().activeProjectionInfo } }
    }

    @Test
    @Config(minSdk = 35)
    fun `from Android 15 on a projection needs a service in the foreground`() {
        assertThrows(SecurityException::class.java) { server.project(foreground = false) }
    }

    @Test
    fun `a display tells its owner's name on Android 10 only`() {
        val displays = listening()
        val made = make("WebRTC_ScreenCapture", PUBLIC or PRESENTATION, server.project())
        val text = asApp(KINGUARD) { displays.getDisplay(made.id).toString() }
        assertTrue(text, "WebRTC_ScreenCapture" in text)
        assertEquals(text, Build.VERSION.SDK_INT < Build.VERSION_CODES.R, SHARER_ID in text)
        assertFalse(text, "unknown" in text)
    }

    /** Returns this app's own display manager with a listener, on the genuine client and server. */
    private fun listening(): DisplayManager {
        val displays = server.client()
        val signal = DisplaySignal(withGenuineDisplays(displays), FakeClock())
        asApp(KINGUARD) { signal.start(heard) }
        heard.take()
        return displays
    }

    private fun withGenuineDisplays(displays: DisplayManager): Context = object : ContextWrapper(app) {
        override fun getSystemService(name: String): Any? =
            if (name == DISPLAY_SERVICE) displays else super.getSystemService(name)
    }

    private fun make(name: String, flags: Int, projection: IMediaProjection? = null) =
        server.create(SHARER_ID, SHARER, name, flags, projection)

    private companion object {
        const val ISOLATED = 99_001
        const val PUBLIC = DisplayManager.VIRTUAL_DISPLAY_FLAG_PUBLIC
        const val PRESENTATION = DisplayManager.VIRTUAL_DISPLAY_FLAG_PRESENTATION
        const val SECURE = DisplayManager.VIRTUAL_DISPLAY_FLAG_SECURE
        const val OWN_CONTENT_ONLY = DisplayManager.VIRTUAL_DISPLAY_FLAG_OWN_CONTENT_ONLY
        const val AUTO_MIRROR = DisplayManager.VIRTUAL_DISPLAY_FLAG_AUTO_MIRROR
    }
}
