package app.kinguard.signals

import app.kinguard.core.Event

/**
 * Decides when the polled sources are asked next. Every look costs battery, and a guard that drains the battery is
 * switched off, so it looks only while something can happen.
 */
data class PollingPlan(
    val screenOn: Boolean = false,
    /** True if a call or voice chat is under way: below Android 12 its end is seen only by polling. */
    val inCall: Boolean = false,
    /** True if the core asks to look more often. */
    val attention: Boolean = false,
) {
    /** Returns the delay until the next look. Null: none until the screen goes on or a call begins. */
    fun delayMs(): Long? = when {
        !screenOn && !inCall -> null
        screenOn && attention -> ATTENTIVE_MS
        else -> IDLE_MS
    }

    /** Returns the plan after [event]. */
    fun after(event: Event): PollingPlan = when (event) {
        is Event.ScreenTurned -> copy(screenOn = event.on)
        // If only the beginning of a call is seen, its end would never come.
        is Event.CallAnswered, is Event.VoiceChatStarted -> copy(inCall = true)
        is Event.CallEnded, is Event.VoiceChatEnded, is Event.DeviceBooted -> copy(inCall = false)
        else -> this
    }

    companion object {
        const val IDLE_MS = 3_000L
        const val ATTENTIVE_MS = 1_000L
    }
}
