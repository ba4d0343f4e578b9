package app.kinguard.platform

import android.Manifest
import android.content.Intent
import app.kinguard.AndroidRunner
import com.android.server.pm.AppVisibility
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/**
 * Tests which other apps an app can see, with Android's own filter. [AppVisibility] names what is mocked. Makers add a
 * permission of their own, which this does not cover. On Android 10 there is no such filter.
 */
@RunWith(AndroidRunner::class)
@Config(minSdk = 33)
class AppVisibilityTest {
    private val apps = AppVisibility()

    @Before
    fun install() {
        apps.install(SHARER_ID, SHARER) { activity(Intent.ACTION_MAIN, Intent.CATEGORY_LAUNCHER) }
        apps.install(HIDDEN_ID, HIDDEN)
    }

    @Test
    fun `with the permission to query all packages this app sees each of them`() {
        apps.install(KINGUARD_ID, KINGUARD) { usesPermission(Manifest.permission.QUERY_ALL_PACKAGES) }
        assertTrue(sees(SHARER_ID))
        assertTrue("even one that can do nothing", sees(HIDDEN_ID))
    }

    @Test
    fun `without it and without queries it sees none, whoever came first`() {
        apps.install(KINGUARD_ID, KINGUARD)
        assertFalse(sees(SHARER_ID))
        assertFalse(sees(HIDDEN_ID))
        apps.install(LATER_ID, LATER)
        assertFalse(sees(LATER_ID))
    }

    @Test
    fun `an app that its queries name is seen, also when it is installed afterwards`() {
        apps.install(KINGUARD_ID, KINGUARD) {
            queriesPackage(HIDDEN_ID)
            queriesPackage(LATER_ID)
        }
        assertTrue(sees(HIDDEN_ID))
        assertFalse(sees(SHARER_ID))
        apps.install(LATER_ID, LATER)
        assertTrue(sees(LATER_ID))
    }

    @Test
    fun `queries for whatever may be opened from the list of apps see no app that is not in that list`() {
        apps.install(KINGUARD_ID, KINGUARD) {
            queriesIntent(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER))
        }
        assertTrue(sees(SHARER_ID))
        assertFalse(sees(HIDDEN_ID))
    }

    @Test
    fun `who is seen does not see back`() {
        apps.install(KINGUARD_ID, KINGUARD) { usesPermission(Manifest.permission.QUERY_ALL_PACKAGES) }
        assertFalse(apps.sees(SHARER, SHARER_ID, KINGUARD_ID))
    }

    private fun sees(target: String) = apps.sees(KINGUARD, KINGUARD_ID, target)

    private companion object {
        const val HIDDEN = 10_333
        const val HIDDEN_ID = "org.hidden"
        const val LATER = 10_444
        const val LATER_ID = "org.later"
    }
}
