package app.kinguard.warning

import android.os.Build
import android.os.SystemClock
import app.kinguard.AndroidRunner
import app.kinguard.core.Choice
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.xmlpull.v1.XmlPullParser

/** Tests Back as the system delivers it: through the window's dispatcher from Android 13 on, as a call before. */
@RunWith(AndroidRunner::class)
class BackTest : ScreenTest() {
    /** Robolectric does not read the switch from the manifest. */
    @Before
    fun switchedOn() {
        if (Build.VERSION.SDK_INT == Build.VERSION_CODES.TIRAMISU) {
            host.applicationInfo.setEnableOnBackInvokedCallback(true)
        }
    }

    @Test
    fun `the manifest switches it on`() {
        val manifest = host.assets.openXmlResourceParser("AndroidManifest.xml")
        while (manifest.next() != XmlPullParser.END_DOCUMENT) if (manifest.name == "application") break
        assertEquals("application", manifest.name)
        assertTrue(manifest.getAttributeBooleanValue(ANDROID, "enableOnBackInvokedCallback", false))
    }

    @Test
    fun `back leads to the warning's first page from every page, and never out`() {
        PAGES.forEach { (page, then) ->
            open(red())
            warningController.turn(page)
            idle()
            back()
            assertFalse("$page", activity.isFinishing)
            assertEquals("$page", then, warningController.standing?.page)
            warningController.dismiss()
            warningController.close()
            idle()
        }
        assertEquals(emptyList<Choice>(), choices)
    }

    @Test
    fun `amber's question stays too`() {
        open(amber())
        back()
        assertFalse(activity.isFinishing)
        assertEquals(WarningPage.Question, warningController.standing?.page)
        warningController.turn(WarningPage.Fine)
        idle()
        back()
        assertEquals(WarningPage.Question, warningController.standing?.page)
        assertEquals(emptyList<Choice>(), choices)
    }

    @Test
    fun `what is no warning is closed by it, and nothing is said`() {
        host.lastRed = red()
        openWith(WarningActivity.forMoneySent(host))
        assertEquals(WarningPage.MoneySentLater(), warningController.standing?.page)
        back()
        assertTrue(activity.isFinishing)
        assertNull(warningController.standing)
        assertEquals(emptyList<Choice>(), choices)
    }

    private fun back() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            val top = activity.window.decorView.viewRootImpl.onBackInvokedDispatcher.topCallback
            assertNotNull("somebody hears it", top)
            top?.onBackInvoked()
        } else {
            @Suppress("DEPRECATION")
            activity.onBackPressed()
        }
        idle()
    }

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
        val PAGES =
            mapOf(
                WarningPage.Way(0) to WarningPage.Way(0),
                WarningPage.Way(1) to WarningPage.Way(1),
                WarningPage.Way(2) to WarningPage.Way(2),
                WarningPage.Spoke("女儿小芳", reached = false) to WarningPage.Spoke("女儿小芳", reached = false),
                WarningPage.Cut(1) to WarningPage.Way(0),
                WarningPage.MoneySent to WarningPage.Way(0),
                WarningPage.Wait(SystemClock.elapsedRealtime()) to WarningPage.Way(0),
                WarningPage.Mistake to WarningPage.Way(0),
                WarningPage.Agree to WarningPage.Way(0),
                WarningPage.Sure to WarningPage.Way(0),
            )
    }
}
