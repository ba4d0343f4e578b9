package app.kinguard.signals

import android.app.Application
import android.content.ComponentName
import android.content.pm.PackageInfo
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.security.MessageDigest

/** Tests the identity of a service, as Android reports it. */
@RunWith(AndroidRunner::class)
class ServiceIdentityTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val service = ComponentName("com.example.reader", "com.example.reader.Service")

    @Test
    fun `it is the apps signer and when it came`() {
        isInstalled(1_000, "one")
        val digest = MessageDigest.getInstance("SHA-256").digest("one".toByteArray())
        val expected = ServiceIdentity(service, listOf(digest.joinToString("") { "%02x".format(it) }), 1_000)
        assertEquals(expected, context.identityOf(service))
    }

    @Test
    fun `another signer or another installation is another`() {
        isInstalled(1_000, "one")
        val first = context.identityOf(service)
        isInstalled(1_000, "two")
        assertNotEquals(first, context.identityOf(service))
        isInstalled(2_000, "one")
        assertNotEquals(first, context.identityOf(service))
        isInstalled(1_000, "one")
        assertEquals(first, context.identityOf(service))
    }

    @Test
    fun `an app that is not shown has none`() {
        assertNull(context.identityOf(service))
        isInstalled(1_000)
        assertNull("an unsigned app has none either", context.identityOf(service))
    }

    private fun isInstalled(atMs: Long, vararg certificates: String) = shadowOf(context.packageManager).installPackage(
        PackageInfo().apply {
            packageName = service.packageName
            firstInstallTime = atMs
            if (certificates.isNotEmpty()) signingInfo = signedBy(*certificates)
        },
    )
}
