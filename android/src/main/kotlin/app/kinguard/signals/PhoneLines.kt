package app.kinguard.signals

import android.Manifest
import android.annotation.TargetApi
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.telephony.PhoneStateListener
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyCallback
import android.telephony.TelephonyManager
import java.util.concurrent.Executor

/** What a line can tell. */
sealed interface LineNews {
    /** One of [TelephonyManager]'s call states. */
    data class CallState(val state: Int) : LineNews

    /** Calls are diverted, or not. */
    data class Forwarding(val on: Boolean) : LineNews
}

/** Who listens to the phone's lines: each SIM has its own. Called on the main thread. */
fun interface LineListener {
    fun heard(line: Int, news: LineNews)
}

/**
 * Registers with every active SIM, in the way of the release. Needs READ_PHONE_STATE. A SIM put in later is heard after
 * the next [listen].
 */
class PhoneLines(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    private val open = mutableListOf<() -> Unit>()

    fun isGranted() =
        context.checkSelfPermission(Manifest.permission.READ_PHONE_STATE) == PackageManager.PERMISSION_GRANTED

    fun isOnThisPhone() = orNull { manager() } != null

    /** Whether at least one line answers. */
    fun listen(wanted: Wanted, listener: LineListener): Boolean {
        close()
        val manager = orNull { manager() } ?: return false
        if (!isGranted()) return false
        val lines = subscriptions().map { it to orNull { manager.createForSubscriptionId(it) } }
        val usable = lines.filter { it.second != null }.ifEmpty { listOf(DEFAULT to manager) }
        usable.forEach { (line, of) -> of?.let { orNull { open += register(it, line, wanted, listener) } } }
        return open.isNotEmpty()
    }

    fun close() {
        open.forEach { orNull(it) }
        open.clear()
    }

    private fun register(manager: TelephonyManager, line: Int, wanted: Wanted, listener: LineListener): () -> Unit =
        if (release >= Build.VERSION_CODES.S) {
            registerSince31(manager, line, wanted, listener)
        } else {
            registerBefore31(manager, line, wanted, listener)
        }

    @TargetApi(Build.VERSION_CODES.S)
    private fun registerSince31(
        manager: TelephonyManager,
        line: Int,
        wanted: Wanted,
        listener: LineListener,
    ): () -> Unit {
        val callback =
            when (wanted) {
                Wanted.CALL_STATE -> OnCallState(line, listener)
                Wanted.FORWARDING -> OnForwarding(line, listener)
            }
        manager.registerTelephonyCallback(context.mainExecutor, callback)
        return { manager.unregisterTelephonyCallback(callback) }
    }

    @Suppress("DEPRECATION")
    private fun registerBefore31(
        manager: TelephonyManager,
        line: Int,
        wanted: Wanted,
        listener: LineListener,
    ): () -> Unit {
        val callback = Before31(line, listener, context.mainExecutor)
        val events =
            when (wanted) {
                Wanted.CALL_STATE -> PhoneStateListener.LISTEN_CALL_STATE
                Wanted.FORWARDING -> PhoneStateListener.LISTEN_CALL_FORWARDING_INDICATOR
            }
        manager.listen(callback, events)
        return { manager.listen(callback, PhoneStateListener.LISTEN_NONE) }
    }

    private fun manager(): TelephonyManager? = context.getSystemService(TelephonyManager::class.java)

    private fun subscriptions(): List<Int> = orNull {
        context
            .getSystemService(SubscriptionManager::class.java)
            ?.activeSubscriptionInfoList
            ?.map(SubscriptionInfo::getSubscriptionId)
    }.orEmpty()

    /** What is listened to. */
    enum class Wanted {
        CALL_STATE,
        FORWARDING,
    }

    @TargetApi(Build.VERSION_CODES.S)
    private class OnCallState(private val line: Int, private val listener: LineListener) :
        TelephonyCallback(),
        TelephonyCallback.CallStateListener {
        override fun onCallStateChanged(state: Int) = listener.heard(line, LineNews.CallState(state))
    }

    @TargetApi(Build.VERSION_CODES.S)
    private class OnForwarding(private val line: Int, private val listener: LineListener) :
        TelephonyCallback(),
        TelephonyCallback.CallForwardingIndicatorListener {
        override fun onCallForwardingIndicatorChanged(cfi: Boolean) = listener.heard(line, LineNews.Forwarding(cfi))
    }

    @Suppress("DEPRECATION", "OVERRIDE_DEPRECATION")
    private class Before31(private val line: Int, private val listener: LineListener, main: Executor) :
        PhoneStateListener(main) {
        override fun onCallStateChanged(state: Int, number: String?) = listener.heard(line, LineNews.CallState(state))

        override fun onCallForwardingIndicatorChanged(cfi: Boolean) = listener.heard(line, LineNews.Forwarding(cfi))
    }

    private companion object {
        const val DEFAULT = -1
    }
}
