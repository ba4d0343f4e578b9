package app.kinguard.guard

import android.os.Handler
import android.os.HandlerThread
import android.os.Looper

/** The one thread on which the engine is asked and effects are carried out, so that both stay in order. */
interface EngineThread {
    /** After all that was posted before. */
    fun post(task: () -> Unit)

    /** Once, after [delayMs], in place of an earlier one of this [kind]. */
    fun postLater(kind: Kind, delayMs: Long, task: () -> Unit)

    /** Not at all. */
    fun cancel(kind: Kind)

    enum class Kind {
        /** What the core asked to be woken for. */
        WAKE,

        /** The next look at sources that must be asked. */
        LOOK,
    }

    /** A thread of its own. The handler stops counting while the phone sleeps, see [Alarm]. */
    class OfItsOwn(looper: Looper = HandlerThread("engine").apply { start() }.looper) : EngineThread {
        private val handler = Handler(looper)

        override fun post(task: () -> Unit) {
            handler.post(task)
        }

        override fun postLater(kind: Kind, delayMs: Long, task: () -> Unit) {
            cancel(kind)
            handler.postDelayed(task, kind, delayMs)
        }

        override fun cancel(kind: Kind) = handler.removeCallbacksAndMessages(kind)
    }
}
