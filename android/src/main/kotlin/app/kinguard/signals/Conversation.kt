package app.kinguard.signals

import android.media.AudioManager

/**
 * Whether somebody speaks in an app, by the audio mode and by what is recorded and played. Either is enough, and both
 * together are one conversation. On some phones the mode stays behind when the app has gone, for hours.
 */
internal class Conversation(private val memory: SignalMemory) {
    /** Since when the mode has stood without a sound. */
    private var quietSinceMs: Long? = null
    private var isStuck = false
    private var shown: Boolean? = null

    /** [mode] is one of [AudioManager]'s; [sounds] null: the phone does not say. */
    fun goesOn(mode: Int, sounds: Sounds?, nowMs: Long): Boolean {
        val stands = mode == AudioManager.MODE_IN_COMMUNICATION
        if (stands && sounds?.mayBeConversation == false) quiet(nowMs) else loud(stands && sounds != null)
        // What is recorded during a telephone call is that call, as where the maker's phone takes it down.
        val second = mode != AudioManager.MODE_IN_CALL && sounds?.isConversation == true
        return (stands && !isStuck) || second
    }

    private fun quiet(nowMs: Long) {
        val since = quietSinceMs ?: nowMs.also { quietSinceMs = it }
        if (nowMs - since >= STICKS_MS && hasShown()) isStuck = true
    }

    private fun loud(shows: Boolean) {
        quietSinceMs = null
        isStuck = false
        if (!shows || hasShown()) return
        shown = true
        memory.write(KEY, "true")
    }

    /** A phone that never told of a conversation's sounds says nothing by its silence. */
    private fun hasShown(): Boolean = shown ?: (memory.read(KEY) == "true").also { shown = it }

    companion object {
        private const val KEY = "conversation_sounds"

        /**
         * An app that is connected plays and records all the time, muted or not; it stops while it connects anew, which takes
         * it two minutes at the most. To end a conversation too early would be worse than too late.
         */
        const val STICKS_MS = 5 * 60_000L
    }
}
