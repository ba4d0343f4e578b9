package app.kinguard.phone

import android.app.Application
import android.content.ContextWrapper
import android.os.Process
import android.os.UserManager
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/**
 * Tests the restrictions that prevent updates by file. No test framework has Advanced Protection, so its service is
 * faked.
 */
@RunWith(AndroidRunner::class)
class FileInstallsTest {
    private val context: Application = RuntimeEnvironment.getApplication()

    @Test
    fun `advanced protection is read from android 16 on`() {
        assertEquals(true, FileInstalls(offering(Mode(true)), release = 36).advancedProtection)
        assertEquals(false, FileInstalls(offering(Mode(false)), release = 37).advancedProtection)
        assertNull("not on earlier releases", FileInstalls(offering(Mode(true)), release = 35).advancedProtection)
    }

    @Test
    fun `what is missing refused or otherwise called is not known`() {
        assertNull(FileInstalls(offering(null), release = 36).advancedProtection)
        assertNull(FileInstalls(offering("another service"), release = 36).advancedProtection)
        assertNull(FileInstalls(offering(Refusing()), release = 36).advancedProtection)
    }

    @Test
    @Suppress("DEPRECATION") // The shadow offers no other way.
    fun whoeverBarsUnknownSourcesBarsOurUpdates() {
        val users = shadowOf(context.getSystemService(UserManager::class.java))
        val installs = FileInstalls(context)
        assertFalse(installs.areBarred)
        for (bar in listOf("no_install_unknown_sources", "no_install_unknown_sources_globally")) {
            users.setUserRestriction(Process.myUserHandle(), bar, true)
            assertTrue(bar, installs.areBarred)
            users.setUserRestriction(Process.myUserHandle(), bar, false)
        }
        assertFalse(installs.areBarred)
    }

    private fun offering(service: Any?) = object : ContextWrapper(context) {
        override fun getSystemService(name: String): Any? =
            if (name == "advanced_protection") service else super.getSystemService(name)
    }

    @Suppress("unused") // Called by name.
    class Mode(private val on: Boolean) {
        fun isAdvancedProtectionEnabled(): Boolean = on
    }

    @Suppress("unused") // Called by name.
    class Refusing {
        fun isAdvancedProtectionEnabled(): Boolean = throw SecurityException("refused")
    }
}
