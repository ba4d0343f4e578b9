package app.kinguard.signals

import android.media.AudioManager

/**
 * Tells whether somebody talks in an app, by the audio mode and by what is recorded and played. Either is enough, and
 * both together are one conversation. On some phones the mode stays on for hours after the app has gone.
 */
internal class Conversation(private val memory: SignalMemory) {
    /** The time since which the mode is on without a sound. */
    private var quietSinceMs: Long? = null
    private var isStuck = false
    private var shown: Boolean? = null

    /**
     * Returns whether a conversation goes on. [mode] is one of [AudioManager]'s. [sounds]: null if the phone does not
     * say.
     */
    fun goesOn(mode: Int, sounds: Sounds?, nowMs: Long): Boolean {
        val stands = mode == AudioManager.MODE_IN_COMMUNICATION
        if (stands && sounds?.mayBeConversation == false) quiet(nowMs) else loud(stands && sounds != null)
        // A recording during a telephone call belongs to that call, for example when the maker's phone records it.
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

    /** Returns whether this phone has ever reported a conversation's sounds. If not, its silence proves nothing. */
    private fun hasShown(): Boolean = shown ?: (memory.read(KEY) == "true").also { shown = it }

    companion object {
        private const val KEY = "conversation_sounds"

        /**
         * A connected app plays and records all the time, muted or not; it stops only while it reconnects, which takes
         * two minutes at most. Ending a conversation too early would be worse than too late.
         */
        const val STICKS_MS = 5 * 60_000L
    }
}
