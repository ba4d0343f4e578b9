package app.kinguard.work

import android.os.Handler
import android.os.HandlerThread
import android.os.Looper

/** A single thread for all tasks of one part of the app, so that they stay in order. */
interface WorkThread {
    /** Runs [task] after everything posted before. */
    fun post(task: () -> Unit)

    /** Runs [task] once after [delayMs]. Replaces a pending one of this [kind]. */
    fun postLater(kind: Kind, delayMs: Long, task: () -> Unit)

    /** True if the caller runs on this thread. */
    val isCurrent: Boolean

    /** Removes the pending task of this [kind]. */
    fun cancel(kind: Kind)

    enum class Kind {
        /** Wakes the core as it requested. */
        WAKE,

        /** Looks at the sources that must be polled. */
        LOOK,

        /** Tries again to deliver messages. */
        DELIVER,

        /** Listens for answers again. */
        LISTEN,

        /** Checks whether there is still something to listen for. */
        LISTEN_LESS,

        /** Does what is due every few hours. */
        REGULAR,

        /** Checks whether the warning's screen has the focus. */
        FOCUS,

        /** The next attempt to store that a warning may not have been seen. */
        UNSEEN,

        /** Ends the wait for what became of help from afar. */
        HELP,

        /** Clears a forgotten PIN to which nobody objected. */
        RESET,

        /** Continues a trial of the warning. */
        TRIAL,

        /** Postpones messages that were brought close. */
        LIFELINE,

        /** Ends the life of a pairing code. */
        PAIRING,

        /** Listens again for a device that is being paired. */
        PAIRING_LISTEN,

        /** Looks whether a danger has gone on since it was last told. */
        STEP,

        /** Sends to paired devices again. */
        ENVELOPES,

        /** Tells paired devices how a danger goes on. */
        STORY,

        /** Ends the time for which a check holds back messages to the family. */
        CHECK,

        /** Listens again for what a parent's phone says. */
        LINK_LISTEN,

        /** Tries again to send to a parent's phone. */
        LINK_SEND,

        /** Finds that a parent's phone is silent. */
        LINK_WAKE,

        /** The next step of a pairing with a parent's phone, or its end. */
        LINK_PAIR,
    }

    /** A thread of its own. Its handler does not count time while the phone sleeps, see [WakeAlarm]. */
    class OfItsOwn(looper: Looper) : WorkThread {
        constructor(name: String) : this(HandlerThread(name).apply { start() }.looper)

        private val handler = Handler(looper)

        override val isCurrent: Boolean get() = handler.looper.isCurrentThread

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
