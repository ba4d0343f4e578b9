package app.kinguard.family

import android.Manifest
import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.net.ConnectivityManager
import android.os.Looper
import android.telephony.ServiceState
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNetwork

@RunWith(AndroidRunner::class)
class ConnectivityTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val internet = shadowOf(context.getSystemService(ConnectivityManager::class.java))
    private val telephone = shadowOf(context.getSystemService(TelephonyManager::class.java))
    private var back = 0

    @Test
    fun `the internet is back`() {
        Connectivity(context).start { back += 1 }
        internet.networkCallbacks.single().onAvailable(ShadowNetwork.newInstance(1))
        assertEquals(1, back)
    }

    @Test
    fun `the telephone network is back`() {
        shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)
        Connectivity(context).start { back += 1 }
        service(ServiceState.STATE_POWER_OFF)
        back = 0
        service(ServiceState.STATE_OUT_OF_SERVICE)
        assertEquals(0, back)
        service(ServiceState.STATE_IN_SERVICE)
        assertEquals(1, back)
    }

    @Test
    fun `started twice it tells once and stopped never`() {
        val connectivity = Connectivity(context)
        connectivity.start { back += 1 }
        connectivity.start { back += 1 }
        internet.networkCallbacks.single().onAvailable(ShadowNetwork.newInstance(1))
        assertEquals(1, back)
        connectivity.stop()
        assertTrue(internet.networkCallbacks.isEmpty())
    }

    @Test
    fun `what was refused begins once it is granted and the rest is left alone`() {
        val connectivity = Connectivity(context)
        connectivity.start { back += 1 }
        val before = internet.networkCallbacks.single()
        shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)
        connectivity.start { back += 1 }
        assertEquals(before, internet.networkCallbacks.single())
        service(ServiceState.STATE_OUT_OF_SERVICE)
        back = 0
        service(ServiceState.STATE_IN_SERVICE)
        assertEquals(1, back)
    }

    @Test
    fun `without leave or services the rest still works`() {
        Connectivity(context).start { back += 1 }
        service(ServiceState.STATE_IN_SERVICE)
        assertEquals("without the permission for the phone's state", 0, back)
        val broken =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = if (name == Context.CONNECTIVITY_SERVICE) {
                    throw SecurityException("refused")
                } else {
                    super.getSystemService(name)
                }
            }
        shadowOf(context).grantPermissions(Manifest.permission.READ_PHONE_STATE)
        Connectivity(broken).start { back += 1 }
        service(ServiceState.STATE_OUT_OF_SERVICE)
        back = 0
        service(ServiceState.STATE_IN_SERVICE)
        assertEquals(1, back)
    }

    private fun service(state: Int) {
        telephone.setServiceState(ServiceState().also { it.state = state })
        shadowOf(Looper.getMainLooper()).idle()
    }
}
