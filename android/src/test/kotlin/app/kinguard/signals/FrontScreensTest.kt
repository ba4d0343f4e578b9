package app.kinguard.signals

import android.app.Application
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.net.Uri
import android.provider.Settings
import app.kinguard.AndroidRunner
import app.kinguard.core.SettingsScreen
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Tests how this phone resolves its own screens. */
@RunWith(AndroidRunner::class)
class FrontScreensTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val packages = shadowOf(context.packageManager)

    @Test
    fun `a makers own screen is known by what it opens for`() {
        answers(Settings.ACTION_MANAGE_UNKNOWN_APP_SOURCES, "com.maker.guard", "Sources")
        answers(Settings.ACTION_MANAGE_UNKNOWN_APP_SOURCES, "com.maker.guard", "SourcesOfOne", ofOneApp = true)
        answers(Settings.ACTION_MANAGE_OVERLAY_PERMISSION, "com.maker.guard", "Windows")
        answers(Settings.ACTION_NFC_SETTINGS, "com.maker.nfc", "Main")
        assertEquals(SettingsScreen.UNKNOWN_SOURCES, screen("com.maker.guard", "Sources"))
        assertEquals(SettingsScreen.UNKNOWN_SOURCES, screen("com.maker.guard", "SourcesOfOne"))
        assertEquals(SettingsScreen.OVERLAY, screen("com.maker.guard", "Windows"))
        assertEquals(SettingsScreen.NFC, screen("com.maker.nfc", "Main"))
        assertNull(screen("com.maker.guard", "Main"))
    }

    @Test
    fun `a frame for several screens tells none`() {
        answers(Settings.ACTION_MANAGE_OVERLAY_PERMISSION, "com.maker.guard", "Permissions")
        answers(Settings.ACTION_MANAGE_UNKNOWN_APP_SOURCES, "com.maker.guard", "Permissions")
        assertNull(screen("com.maker.guard", "Permissions"))
    }

    @Test
    fun `the page that could switch the guard off comes first`() {
        answers(Settings.ACTION_AIRPLANE_MODE_SETTINGS, "com.android.settings", "Wireless")
        answers(Settings.ACTION_NFC_SETTINGS, "com.android.settings", "Wireless")
        assertEquals(SettingsScreen.AIRPLANE, screen("com.android.settings", "Wireless"))
    }

    @Test
    fun `the first page of the settings is none of them`() {
        answers(Settings.ACTION_SETTINGS, "com.android.settings", "Settings")
        answers(Settings.ACTION_NFC_SETTINGS, "com.android.settings", "Settings")
        answers(Settings.ACTION_USAGE_ACCESS_SETTINGS, "com.android.settings", "Settings")
        assertNull(screen("com.android.settings", "Settings"))
    }

    private fun screen(owner: String, name: String): SettingsScreen? {
        val kind = FrontScreens.ofThisPhone(context).of(ComponentName(owner, "$owner.$name"))
        return (kind as FrontScreen.App).settings
    }

    private fun answers(action: String, owner: String, name: String, ofOneApp: Boolean = false) {
        val activity = ComponentName(owner, "$owner.$name")
        packages.addActivityIfNotPresent(activity)
        val filter = IntentFilter(action)
        filter.addCategory(Intent.CATEGORY_DEFAULT)
        if (ofOneApp) filter.addDataScheme(Uri.fromParts("package", "", null).scheme)
        packages.addIntentFilterForActivity(activity, filter)
    }
}
