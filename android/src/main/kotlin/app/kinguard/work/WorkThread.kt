package app.kinguard.work

import android.os.Handler
import android.os.HandlerThread
import android.os.Looper

/** One thread on which all work of a room is done, so that it stays in order. */
interface WorkThread {
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

        /** The next attempt to deliver a message. */
        DELIVER,

        /** The next look for answers. */
        LISTEN,

        /** Whether there is still something to listen for. */
        LISTEN_LESS,

        /** What is done every few hours. */
        REGULAR,

        /** Whether the warning's screen has come into focus. */
        FOCUS,

        /** What a trial of the warning waits for. */
        TRIAL,

        /** Whether a message that was brought close is to be moved away again. */
        LIFELINE,

        /** The end of the time for which a check holds back what the family would hear. */
        CHECK,
    }

    /** A thread of its own. The handler stops counting while the phone sleeps, see [WakeAlarm]. */
    class OfItsOwn(looper: Looper) : WorkThread {
        constructor(name: String) : this(HandlerThread(name).apply { start() }.looper)

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
