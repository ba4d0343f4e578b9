package app.kinguard.platform

import android.os.Build
import app.kinguard.AndroidRunner
import com.android.server.am.ServiceStarts
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

/** Tests whether Android lets the guard's service start from the background. [ServiceStarts] names what is mocked. */
@RunWith(AndroidRunner::class)
@Config(minSdk = Build.VERSION_CODES.S)
class ServiceStartsTest {
    private val starts by lazy { ServiceStarts(RuntimeEnvironment.getApplication()) }

    @Test
    fun `an app that shows nothing may not start one`() = assertFalse(starts.startFromBehind())

    @Test
    fun `who was listed for a moment may, until that is over`() {
        starts.targetAndroid15()
        starts.listForAMoment()
        assertTrue(starts.startFromBehind())
        ShadowSystemClock.advanceBy(Duration.ofSeconds(11))
        assertFalse(starts.startFromBehind())
    }

    @Test
    fun `with its activity on top it may`() {
        starts.showActivity()
        assertTrue(starts.startFromBehind())
    }

    @Test
    fun `who is exempt from battery saving may`() {
        starts.targetAndroid15()
        starts.exemptFromBatterySaving()
        assertTrue(starts.startFromBehind())
    }

    @Test
    fun `who may display over other apps may, up to a target of Android 14`() {
        starts.allowOverlays()
        assertTrue(starts.startFromBehind())
    }

    @Test
    fun `on Android 15 that is worth nothing to a later target`() {
        starts.targetAndroid15()
        starts.allowOverlays()
        val before15 = Build.VERSION.SDK_INT < Build.VERSION_CODES.VANILLA_ICE_CREAM
        assertEquals(before15, starts.startFromBehind())
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.VANILLA_ICE_CREAM)
    fun `on Android 15 it is worth something while an overlay of its own shows`() {
        starts.targetAndroid15()
        starts.allowOverlays()
        starts.showOverlay()
        assertTrue(starts.startFromBehind())
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.Q, maxSdk = Build.VERSION_CODES.Q)
    fun `Android 10 has no such check`() {
        val services = Class.forName("com.android.server.am.ActiveServices").declaredMethods.map { it.name }
        assertTrue("startServiceLocked" in services)
        assertEquals(emptyList<String>(), services.filter { "AllowFgsStart" in it })
    }
}
