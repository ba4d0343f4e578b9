package app.kinguard.phone

import android.app.Application
import android.net.Uri
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/**
 * Tests whether the phone takes permissions from an app that nobody opens, and where to stop that, release by release.
 */
@RunWith(AndroidRunner::class)
class UnusedAppsTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val unused = UnusedApps(app)

    @Test
    @Config(minSdk = 30)
    fun `from Android 11 on it does, unless this app is exempt`() {
        assertTrue(unused.takesFromUs)
        shadowOf(app.packageManager).setAutoRevokeWhitelisted(true)
        assertFalse(unused.takesFromUs)
    }

    @Test
    @Config(sdk = [29])
    fun `on Android 10 nothing is said, for nothing can be read`() {
        assertFalse(unused.takesFromUs)
        assertEquals(emptyList<Any>(), unused.screens())
    }

    @Test
    fun `Android 11 has a page for it, and from 12 on it stands in the app's details`() {
        val page = UnusedApps(app, release = 30).screens().single()
        assertEquals("android.intent.action.AUTO_REVOKE_PERMISSIONS", page.action)
        assertEquals(Uri.parse("package:${app.packageName}"), page.data)
        for (release in listOf(29, 31, 35)) assertEquals(emptyList<Any>(), UnusedApps(app, release).screens())
    }
}
