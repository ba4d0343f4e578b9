package app.kinguard.signals

import android.content.Context
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.AudioPlaybackConfiguration
import android.media.AudioRecordingConfiguration
import android.media.MediaRecorder
import app.kinguard.failure.unlessRefused
import java.util.concurrent.Executor

/** The recordings and playbacks of the phone's apps at one moment. */
internal data class Sounds(
    /** An app records, from whatever source. */
    val records: Boolean,
    /** An app records for a conversation. */
    val recordsVoice: Boolean,
    /** An app plays the other side of a conversation. */
    val playsVoice: Boolean,
) {
    /** True if sound goes both ways: a voice note or an assistant only records, and playing a message only plays. */
    val isConversation: Boolean get() = recordsVoice && playsVoice

    /** True if a conversation could be going on at all. An app may use any microphone source for one. */
    val mayBeConversation: Boolean get() = records || playsVoice
}

/**
 * Follows what the phone's apps record and play. Android tells every app without a permission, but hides whose it is
 * (`anonymizedCopy` in AudioRecordingConfiguration and AudioPlaybackConfiguration, Android 10 to 17). What remains is
 * the source, the usage and that it goes on. This app plays only alarms and records nothing, so neither counts.
 */
internal class VoiceSounds(private val context: Context, private val work: Executor) {
    private var close: (() -> Unit)? = null

    /** The latest sounds. Null if the phone does not say. */
    @Volatile
    var now: Sounds? = null
        private set

    /** Starts to listen, and calls [changed] on [work]. A second call changes nothing while it listens. */
    fun listen(changed: () -> Unit) {
        if (close == null) close = unlessRefused { manager()?.let { register(it, changed) } }
        now = unlessRefused(::ask)
    }

    fun stop() {
        close?.let { unlessRefused(it) }
        close = null
        now = null
    }

    private fun register(audio: AudioManager, changed: () -> Unit): () -> Unit {
        val look = { work.execute { if (close != null) lookAgain(changed) } }
        val recordings =
            object : AudioManager.AudioRecordingCallback() {
                override fun onRecordingConfigChanged(configs: List<AudioRecordingConfiguration>?) = look()
            }
        val playbacks =
            object : AudioManager.AudioPlaybackCallback() {
                override fun onPlaybackConfigChanged(configs: List<AudioPlaybackConfiguration>?) = look()
            }
        // Without a handler they arrive on the looper of the thread that registers.
        audio.registerAudioRecordingCallback(recordings, null)
        audio.registerAudioPlaybackCallback(playbacks, null)
        return {
            audio.unregisterAudioRecordingCallback(recordings)
            audio.unregisterAudioPlaybackCallback(playbacks)
        }
    }

    /** Asks for both at once, so that a late report does not bring back an old state. */
    private fun lookAgain(changed: () -> Unit) {
        now = unlessRefused(::ask)
        changed()
    }

    private fun ask(): Sounds? {
        val audio = manager() ?: return null
        val sources = audio.activeRecordingConfigurations.map { it.clientAudioSource }
        val usages = audio.activePlaybackConfigurations.map { it.audioAttributes.usage }
        return Sounds(
            records = sources.isNotEmpty(),
            recordsVoice = MediaRecorder.AudioSource.VOICE_COMMUNICATION in sources,
            playsVoice = AudioAttributes.USAGE_VOICE_COMMUNICATION in usages,
        )
    }

    private fun manager(): AudioManager? = context.getSystemService(AudioManager::class.java)
}
