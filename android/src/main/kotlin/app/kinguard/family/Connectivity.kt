package app.kinguard.family

import android.Manifest
import android.annotation.TargetApi
import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.os.Build
import android.telephony.PhoneStateListener
import android.telephony.ServiceState
import android.telephony.TelephonyCallback
import android.telephony.TelephonyManager
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Telephony
import app.kinguard.phone.holds

/**
 * Notices when the internet or the telephone network is back, so that waiting messages can be sent at once. Without the
 * permission to read the phone's state it notices only the internet; messages then leave at their next scheduled
 * attempt.
 */
class Connectivity(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    private val open = mutableMapOf<Source, () -> Unit>()

    /**
     * Starts watching. [isBack] is called on any thread, sometimes needlessly. A second call only retries what was
     * refused.
     */
    @Synchronized
    fun start(isBack: () -> Unit) {
        for (source in Source.entries - open.keys) {
            unlessRefused {
                if (source ==
                    Source.INTERNET
                ) {
                    internet(isBack)
                } else {
                    telephone(isBack)
                }
            }?.let { open[source] = it }
        }
    }

    @Synchronized
    fun stop() {
        open.values.forEach { unlessRefused(it) }
        open.clear()
    }

    private enum class Source { INTERNET, TELEPHONE }

    private fun internet(isBack: () -> Unit): (() -> Unit)? {
        val manager = context.getSystemService(ConnectivityManager::class.java) ?: return null
        val callback =
            object : ConnectivityManager.NetworkCallback() {
                override fun onAvailable(network: Network) = isBack()
            }
        manager.registerDefaultNetworkCallback(callback)
        return { manager.unregisterNetworkCallback(callback) }
    }

    private fun telephone(isBack: () -> Unit): (() -> Unit)? {
        if (!context.holds(Manifest.permission.READ_PHONE_STATE)) return null
        return Telephony(context).ask {
            if (release >= Build.VERSION_CODES.S) since31(it, isBack) else before31(it, isBack)
        }
    }

    @TargetApi(Build.VERSION_CODES.S)
    private fun since31(manager: TelephonyManager, isBack: () -> Unit): () -> Unit {
        val callback = Service(isBack)
        manager.registerTelephonyCallback(context.mainExecutor, callback)
        return { manager.unregisterTelephonyCallback(callback) }
    }

    @Suppress("DEPRECATION") // Its successor came with Android 12.
    private fun before31(manager: TelephonyManager, isBack: () -> Unit): () -> Unit {
        val listener =
            object : PhoneStateListener(context.mainExecutor) {
                private val watch = Watch()

                @Deprecated("Deprecated in Java")
                override fun onServiceStateChanged(state: ServiceState?) {
                    if (watch.isBack(state)) isBack()
                }
            }
        manager.listen(listener, PhoneStateListener.LISTEN_SERVICE_STATE)
        return { manager.listen(listener, PhoneStateListener.LISTEN_NONE) }
    }

    @TargetApi(Build.VERSION_CODES.S)
    private class Service(private val isBack: () -> Unit) :
        TelephonyCallback(),
        TelephonyCallback.ServiceStateListener {
        private val watch = Watch()

        override fun onServiceStateChanged(state: ServiceState) {
            if (watch.isBack(state)) isBack()
        }
    }

    /** Android reports the state whenever the cell changes, so this reacts only when service returns. */
    private class Watch {
        private var dark = false

        fun isBack(state: ServiceState?): Boolean {
            val wasDark = dark
            dark = state?.state != ServiceState.STATE_IN_SERVICE
            return wasDark && !dark
        }
    }
}
