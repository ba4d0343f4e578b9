package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.media.AudioManager
import android.os.Build
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import java.util.concurrent.Executor

/**
 * Notices talks that are no telephone calls: a chat app or a meeting, by the audio mode and, for apps that set none, by
 * what is recorded and played. The system gives no name, so the app in front is taken for the one in use. Before
 * Android 12 the mode has to be polled.
 */
class AudioModeSignal(
    private val context: Context,
    private val clock: EngineClock,
    memory: SignalMemory,
    /** Finding the app in front takes a while, so it is not for the main thread. */
    private val work: Executor,
    private val release: Int = Build.VERSION.SDK_INT,
    private val inFront: () -> String?,
) : PolledSignal {
    override val id = SignalId.AUDIO_MODE

    private val lock = Any()
    private val sounds = VoiceSounds(context, work)
    private val conversation = Conversation(memory)
    private var report: ObservationSink? = null
    private var talking: Boolean? = null
    private var close: (() -> Unit)? = null

    /** Reports the current state first: the last process may have died during a talk. */
    override fun start(report: ObservationSink) {
        synchronized(lock) { this.report = report }
        if (release >= Build.VERSION_CODES.S && close == null) close = unlessRefused { manager()?.let { listen(it) } }
        sounds.listen(::poll)
        poll()
    }

    override fun stop() {
        close?.let { unlessRefused(it) }
        close = null
        sounds.stop()
        synchronized(lock) {
            report = null
            talking = null
        }
    }

    override fun state(): SignalState =
        if (unlessRefused { manager()?.mode } == null) SignalState.NotOnThisPhone else SignalState.Works

    /** Reports changes, including ends that come by time alone, see [Conversation]. */
    override fun poll() {
        unlessRefused { manager()?.mode }?.let(::changed)
    }

    @TargetApi(Build.VERSION_CODES.S)
    private fun listen(audio: AudioManager): () -> Unit {
        val listener = AudioManager.OnModeChangedListener(::changed)
        audio.addOnModeChangedListener(work, listener)
        return { audio.removeOnModeChangedListener(listener) }
    }

    private fun changed(mode: Int) {
        val atMs = clock.nowMs()
        val (listener, now) =
            synchronized(lock) {
                val listener = report ?: return
                val now = conversation.goesOn(mode, sounds.now, atMs)
                if (talking == now) return
                talking = now
                listener to now
            }
        // Android does not say who is in a chat, so `family` keeps its default.
        val event = if (now) Event.VoiceChatStarted(unlessRefused(inFront)) else Event.VoiceChatEnded
        listener.observed(Observation(atMs, event))
    }

    private fun manager(): AudioManager? = context.getSystemService(AudioManager::class.java)
}
