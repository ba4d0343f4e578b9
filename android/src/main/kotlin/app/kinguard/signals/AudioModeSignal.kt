package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.media.AudioManager
import android.os.Build
import app.kinguard.core.Event
import java.util.concurrent.Executor

/**
 * Voice that is no telephone call: a chat app or a meeting, by the audio mode and, for apps that set none, by what is
 * recorded and played. The system tells no name, so the app in front is taken for the one that speaks. Before Android 12
 * the mode has to be looked at.
 */
class AudioModeSignal(
    private val context: Context,
    private val clock: EngineClock,
    memory: SignalMemory,
    /** Who is in front takes a while to find out: not for the main thread. */
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

    /** Begins with what is so now: the last process may have died while somebody spoke. */
    override fun start(report: ObservationSink) {
        synchronized(lock) { this.report = report }
        if (release >= Build.VERSION_CODES.S && close == null) close = orNull { manager()?.let { listen(it) } }
        sounds.listen(::poll)
        poll()
    }

    override fun stop() {
        close?.let { orNull(it) }
        close = null
        sounds.stop()
        synchronized(lock) {
            report = null
            talking = null
        }
    }

    override fun state(): SignalState =
        if (orNull { manager()?.mode } == null) SignalState.NotOnThisPhone else SignalState.Works

    /** Also where time alone has ended something, see [Conversation]. */
    override fun poll() {
        orNull { manager()?.mode }?.let(::changed)
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
        // Android does not say who is in a chat, so `family` stays as if it were not.
        val event = if (now) Event.VoiceChatStarted(orNull(inFront)) else Event.VoiceChatEnded
        listener.observed(Observation(atMs, event))
    }

    private fun manager(): AudioManager? = context.getSystemService(AudioManager::class.java)
}
