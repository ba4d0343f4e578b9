package app.kinguard.signals

import android.Manifest
import android.annotation.TargetApi
import android.content.Context
import android.os.Build
import android.telephony.PhoneStateListener
import android.telephony.SubscriptionInfo
import android.telephony.SubscriptionManager
import android.telephony.TelephonyCallback
import android.telephony.TelephonyManager
import app.kinguard.core.Capability
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.Telephony
import app.kinguard.phone.holds
import java.util.concurrent.Executor

/** News of a line. */
sealed interface LineEvent {
    /** One of [TelephonyManager]'s call states. */
    data class CallState(val state: Int) : LineEvent

    /** Calls are diverted, or not. */
    data class Forwarding(val on: Boolean) : LineEvent

    /** Its SIM was taken out or switched off. */
    data object Gone : LineEvent
}

/** A listener to the phone's lines, one per SIM. Called on the thread on which [PhoneLines] works. */
fun interface LineListener {
    fun heard(line: Int, news: LineEvent)
}

/**
 * Listens to every active SIM with the API of the release, and follows SIMs that come and go. Needs READ_PHONE_STATE.
 */
class PhoneLines(
    private val context: Context,
    /**
     * One thread with a looper: before Android 11 a listener for SIMs is bound to the looper of the thread that creates
     * it.
     */
    private val work: Executor,
    private val release: Int = Build.VERSION.SDK_INT,
) {
    private val telephony = Telephony(context)
    private val open = mutableMapOf<Int, () -> Unit>()
    private var stopFollowing: (() -> Unit)? = null

    fun isGranted() = context.holds(Manifest.permission.READ_PHONE_STATE)

    fun isOnThisPhone() = telephony.isThere

    /** Returns the lines that are listened to. */
    fun open(): Set<Int> = synchronized(open) { open.keys.toSet() }

    /** Returns the state of a source that needs nothing but the lines. */
    fun state(): SignalState = when {
        !isOnThisPhone() -> SignalState.NotOnThisPhone
        !isGranted() -> SignalState.Missing(Capability.PHONE_STATE)
        open().isNotEmpty() -> SignalState.Works
        else -> SignalState.NotOnThisPhone
    }

    /** Starts to listen. Changes nothing while at least one line is listened to. */
    fun listen(wanted: Wanted, listener: LineListener) {
        if (open().isNotEmpty() || !isOnThisPhone() || !isGranted()) return
        val onWork = LineListener { line, news -> work.execute { listener.heard(line, news) } }
        update(wanted, onWork, subscriptions()?.takeIf { it.isNotEmpty() } ?: NO_SIM)
        if (open().isNotEmpty()) work.execute { telephony.askSims { follow(it, wanted, onWork) } }
    }

    fun close() = synchronized(open) {
        stopFollowing?.let { unlessRefused(it) }
        stopFollowing = null
        open.values.forEach { unlessRefused(it) }
        open.clear()
    }

    private fun follow(manager: SubscriptionManager, wanted: Wanted, listener: LineListener) {
        val changes =
            object : SubscriptionManager.OnSubscriptionsChangedListener() {
                override fun onSubscriptionsChanged() = work.execute {
                    // A list that is not available is not an empty one.
                    if (open().isNotEmpty()) subscriptions()?.let { update(wanted, listener, it.ifEmpty { NO_SIM }) }
                }
            }
        synchronized(open) {
            if (stopFollowing != null || open.isEmpty()) return
            @Suppress("DEPRECATION")
            manager.addOnSubscriptionsChangedListener(changes)
            stopFollowing = { manager.removeOnSubscriptionsChangedListener(changes) }
        }
    }

    /** Opens and closes lines. Lines that stay are not touched, so that they miss nothing and report nothing twice. */
    private fun update(wanted: Wanted, listener: LineListener, lines: Set<Int>) {
        val gone =
            synchronized(open) {
                // All lines are counted before the first of them reports.
                (lines - open.keys).forEach { open[it] = NOT_YET }
                (open.keys - lines).onEach { line -> open.remove(line)?.let { unlessRefused(it) } }
            }
        gone.forEach { listener.heard(it, LineEvent.Gone) }
        synchronized(open) {
            open.filterValues { it === NOT_YET }.keys.toList().forEach { line ->
                val close = ask(line) { register(it, line, wanted, listener) }
                if (close == null) open -= line else open[line] = close
            }
        }
        // A SIM that cannot be listened to is still heard through the phone.
        if (open().isEmpty() && lines != NO_SIM) update(wanted, listener, NO_SIM)
    }

    private fun <T : Any> ask(line: Int, question: (TelephonyManager) -> T?): T? =
        if (line == DEFAULT) telephony.ask(question) else telephony.ask(line, question)

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
        manager.registerTelephonyCallback(DIRECT, callback)
        return { manager.unregisterTelephonyCallback(callback) }
    }

    @Suppress("DEPRECATION")
    private fun registerBefore31(
        manager: TelephonyManager,
        line: Int,
        wanted: Wanted,
        listener: LineListener,
    ): () -> Unit {
        val callback = Before31(line, listener)
        val events =
            when (wanted) {
                Wanted.CALL_STATE -> PhoneStateListener.LISTEN_CALL_STATE
                Wanted.FORWARDING -> PhoneStateListener.LISTEN_CALL_FORWARDING_INDICATOR
            }
        manager.listen(callback, events)
        return { manager.listen(callback, PhoneStateListener.LISTEN_NONE) }
    }

    private fun subscriptions(): Set<Int>? = telephony.sims()?.map(SubscriptionInfo::getSubscriptionId)?.toSet()

    /** The kind of news that a source asks for. */
    enum class Wanted {
        CALL_STATE,
        FORWARDING,
    }

    @TargetApi(Build.VERSION_CODES.S)
    private class OnCallState(private val line: Int, private val listener: LineListener) :
        TelephonyCallback(),
        TelephonyCallback.CallStateListener {
        override fun onCallStateChanged(state: Int) = listener.heard(line, LineEvent.CallState(state))
    }

    @TargetApi(Build.VERSION_CODES.S)
    private class OnForwarding(private val line: Int, private val listener: LineListener) :
        TelephonyCallback(),
        TelephonyCallback.CallForwardingIndicatorListener {
        override fun onCallForwardingIndicatorChanged(cfi: Boolean) = listener.heard(line, LineEvent.Forwarding(cfi))
    }

    @Suppress("DEPRECATION", "OVERRIDE_DEPRECATION")
    private class Before31(private val line: Int, private val listener: LineListener) :
        PhoneStateListener(DIRECT) {
        override fun onCallStateChanged(state: Int, number: String?) = listener.heard(line, LineEvent.CallState(state))

        override fun onCallForwardingIndicatorChanged(cfi: Boolean) = listener.heard(line, LineEvent.Forwarding(cfi))
    }

    companion object {
        /** The phone itself, used if no SIM is named. */
        const val DEFAULT = -1

        /** Runs callbacks directly, because the listeners hand work on themselves. */
        private val DIRECT = Executor(Runnable::run)
        private val NO_SIM = setOf(DEFAULT)
        private val NOT_YET: () -> Unit = {}
    }
}
