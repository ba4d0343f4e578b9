package app.kinguard.signals

import app.kinguard.core.Event

/**
 * When the sources that must be asked are asked next. Every look costs battery, and a guard that empties the phone is
 * switched off, so it looks only while something can happen.
 */
data class PollingPlan(
    val screenOn: Boolean = false,
    /** A call or voice chat is under way: below Android 12 its end is seen only by looking. */
    val inCall: Boolean = false,
    /** The core asks to look more often. */
    val attention: Boolean = false,
) {
    /** Until the next look; null: none until the screen goes on or a call begins. */
    fun delayMs(): Long? = when {
        !screenOn && !inCall -> null
        screenOn && attention -> ATTENTIVE_MS
        else -> IDLE_MS
    }

    /** What [event] changes about it. */
    fun after(event: Event): PollingPlan = when (event) {
        is Event.ScreenTurned -> copy(screenOn = event.on)
        // Where a call is only seen to begin, its end would never come.
        is Event.CallAnswered, is Event.VoiceChatStarted -> copy(inCall = true)
        is Event.CallEnded, is Event.VoiceChatEnded, is Event.DeviceBooted -> copy(inCall = false)
        else -> this
    }

    companion object {
        const val IDLE_MS = 3_000L
        const val ATTENTIVE_MS = 1_000L
    }
}
