package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.content.pm.ServiceInfo
import app.kinguard.AndroidRunner
import app.kinguard.core.Declaration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class DeclarationsTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val packages: PackageManager = context.packageManager

    @Test
    fun `each thing is read from its own place in the manifest`() {
        val places =
            mapOf<Declaration, List<PackageInfo.() -> Unit>>(
                Declaration.ACCESSIBILITY to listOf { service(Manifest.permission.BIND_ACCESSIBILITY_SERVICE) },
                Declaration.SMS to
                    listOf(
                        { requestedPermissions = arrayOf(Manifest.permission.RECEIVE_SMS) },
                        { requestedPermissions = arrayOf(Manifest.permission.READ_SMS) },
                        { receiver(Manifest.permission.BROADCAST_SMS) },
                    ),
                Declaration.OVERLAY to
                    listOf { requestedPermissions = arrayOf(Manifest.permission.SYSTEM_ALERT_WINDOW) },
                Declaration.CAPTURE to
                    listOf { service(mayDo = PROJECTION or ServiceInfo.FOREGROUND_SERVICE_TYPE_MICROPHONE) },
                Declaration.CARD_EMULATION to listOf { service(Manifest.permission.BIND_NFC_SERVICE) },
                Declaration.INSTALLS_APPS to
                    listOf { requestedPermissions = arrayOf(Manifest.permission.REQUEST_INSTALL_PACKAGES) },
                Declaration.DEVICE_ADMIN to listOf { receiver(Manifest.permission.BIND_DEVICE_ADMIN) },
            )
        assertEquals(Declaration.entries.toSet(), places.keys)
        places.forEach { (what, ways) ->
            ways.forEach { way -> assertEquals("$what", listOf(what), declarations(way)) }
        }
    }

    @Test
    fun `what is asked for in another place is not that`() {
        val harmless = declarations {
            requestedPermissions =
                arrayOf(
                    Manifest.permission.SEND_SMS,
                    Manifest.permission.INTERNET,
                    Manifest.permission.NFC,
                    // Only the system holds these; requesting them has no effect.
                    Manifest.permission.BIND_ACCESSIBILITY_SERVICE,
                    Manifest.permission.BIND_NFC_SERVICE,
                    Manifest.permission.BIND_DEVICE_ADMIN,
                )
            service(Manifest.permission.BIND_DEVICE_ADMIN, ServiceInfo.FOREGROUND_SERVICE_TYPE_MICROPHONE)
            receiver(Manifest.permission.BIND_ACCESSIBILITY_SERVICE)
        }
        assertEquals(emptyList<Declaration>(), harmless)
    }

    @Test
    fun `a manifest that asks for nothing says so and one that is not there does not`() {
        assertEquals(emptyList<Declaration>(), declarations {})
        assertNull(packages.declarations("com.gone"))
    }

    @Test
    fun `a part that is still switched off counts`() {
        val hidden = declarations {
            service(Manifest.permission.BIND_ACCESSIBILITY_SERVICE)
            services?.single()?.enabled = false
        }
        assertEquals(listOf(Declaration.ACCESSIBILITY), hidden)
    }

    @Test
    fun `everything together is told in the order of the format`() {
        val trojan = declarations {
            requestedPermissions =
                arrayOf(
                    Manifest.permission.REQUEST_INSTALL_PACKAGES,
                    Manifest.permission.SYSTEM_ALERT_WINDOW,
                    Manifest.permission.READ_SMS,
                    Manifest.permission.RECEIVE_SMS,
                )
            service(Manifest.permission.BIND_ACCESSIBILITY_SERVICE)
            service(Manifest.permission.BIND_NFC_SERVICE)
            service(mayDo = PROJECTION)
            receiver(Manifest.permission.BIND_DEVICE_ADMIN)
        }
        assertEquals(Declaration.entries.toList(), trojan)
    }

    @Test
    fun `what came with the phone is known updated or not`() {
        val updated = ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP
        val told =
            listOf(0, ApplicationInfo.FLAG_SYSTEM, updated, ApplicationInfo.FLAG_DEBUGGABLE).map { flags ->
                declarations { applicationInfo = ApplicationInfo().also { it.flags = flags } }
                packages.isPreinstalled(APP)
            }
        assertEquals(listOf(false, true, true, false), told)
        assertNull(packages.isPreinstalled("com.gone"))
    }

    private fun declarations(manifest: PackageInfo.() -> Unit): List<Declaration>? {
        val info = PackageInfo()
        info.packageName = APP
        info.manifest()
        shadowOf(packages).installPackage(info)
        return packages.declarations(APP)
    }

    private fun PackageInfo.service(permission: String? = null, mayDo: Int = 0) {
        val part = ServiceInfo()
        part.packageName = packageName
        part.name = "$packageName.Service${services?.size ?: 0}"
        part.permission = permission
        ServiceInfo::class.java.getField("mForegroundServiceType").setInt(part, mayDo)
        services = arrayOf(*services.orEmpty(), part)
    }

    private fun PackageInfo.receiver(permission: String) {
        val part = ActivityInfo()
        part.packageName = packageName
        part.name = "$packageName.Receiver"
        part.permission = permission
        receivers = arrayOf(part)
    }

    private companion object {
        const val APP = "com.app"
        const val PROJECTION = ServiceInfo.FOREGROUND_SERVICE_TYPE_MEDIA_PROJECTION
    }
}
