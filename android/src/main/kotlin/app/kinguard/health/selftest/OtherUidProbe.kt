package app.kinguard.health.selftest

import android.app.Service
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.ServiceConnection
import android.hardware.display.DisplayManager
import android.os.Binder
import android.os.Handler
import android.os.IBinder
import android.os.Looper
import android.os.Parcel
import android.os.RemoteException
import app.kinguard.failure.isAllowed
import app.kinguard.failure.unlessRefused
import java.util.Collections

/**
 * A probe that runs under another uid. What Android reports to it of this app's private displays, it reports to this
 * app of other apps'.
 */
interface OtherUidProbe {
    /** Starts the probe. Returns null if it does not start or cannot listen. May take seconds. */
    fun listening(): Ear?

    interface Ear : AutoCloseable {
        /** Returns whether the probe was told of a display, or null if it no longer answers. */
        fun heardOf(display: Int): Boolean?
    }
}

/** A probe in an isolated process. Android gives such a service a uid of its own and none of this app's permissions. */
class IsolatedProcessProbe(private val context: Context, private val wait: (Long) -> Unit) : OtherUidProbe {
    override fun listening(): OtherUidProbe.Ear? {
        val line = Line()
        val intent = Intent(context, IsolatedProbeService::class.java)
        val bound = unlessRefused { context.bindService(intent, line, Context.BIND_AUTO_CREATE) } ?: false
        if (bound && isThere(line) && line.ask(IsolatedProbeService.LISTENS) == true) return line
        line.close()
        return null
    }

    private fun isThere(line: Line): Boolean {
        repeat(LOOKS) {
            if (line.isDecided) return line.isThere
            wait(LOOK_MS)
        }
        return false
    }

    private inner class Line :
        ServiceConnection,
        OtherUidProbe.Ear {
        @Volatile
        private var binder: IBinder? = null

        @Volatile
        var isDecided = false
            private set

        val isThere get() = binder != null

        override fun heardOf(display: Int): Boolean? = ask(IsolatedProbeService.HEARD_OF, display)

        fun ask(question: Int, display: Int = 0): Boolean? {
            val asked = Parcel.obtain()
            val answer = Parcel.obtain()
            return try {
                asked.writeInt(display)
                val understood = binder?.transact(question, asked, answer, 0) ?: false
                if (understood) answer.readInt() != 0 else null
            } catch (_: RemoteException) {
                null
            } finally {
                asked.recycle()
                answer.recycle()
            }
        }

        /** Also unbinds if the service never connected: the system keeps such a connection until it is unbound. */
        override fun close() = context.unbindService(this)

        override fun onServiceConnected(name: ComponentName?, service: IBinder?) {
            binder = service
            isDecided = true
        }

        override fun onServiceDisconnected(name: ComponentName?) {
            binder = null
        }

        override fun onNullBinding(name: ComponentName?) {
            isDecided = true
        }
    }

    private companion object {
        const val LOOK_MS = 50L
        const val LOOKS = 100
    }
}

/**
 * Listens to displays in an isolated process and reports over its binder what it was told. It knows nothing else of
 * this app.
 */
class IsolatedProbeService : Service() {
    private val displays = HeardDisplays()
    private var listens = false

    override fun onCreate() {
        super.onCreate()
        listens = displays.listenTo(getSystemService(DisplayManager::class.java))
    }

    override fun onBind(intent: Intent?): IBinder = object : Binder() {
        override fun onTransact(code: Int, data: Parcel, reply: Parcel?, flags: Int): Boolean {
            val answer = when (code) {
                LISTENS -> listens
                HEARD_OF -> displays.heardOf(data.readInt())
                else -> return super.onTransact(code, data, reply, flags)
            }
            reply?.writeInt(if (answer) 1 else 0)
            return true
        }
    }

    internal companion object {
        const val LISTENS = IBinder.FIRST_CALL_TRANSACTION
        const val HEARD_OF = IBinder.FIRST_CALL_TRANSACTION + 1
    }
}

/** Remembers which displays were added. Thread-safe. */
internal class HeardDisplays : DisplayManager.DisplayListener {
    private val came: MutableSet<Int> = Collections.synchronizedSet(mutableSetOf())

    /**
     * Starts listening. Returns whether this process has access to displays at all: the manufacturer's policy decides
     * what an isolated process may use.
     */
    fun listenTo(displays: DisplayManager?): Boolean =
        displays != null && isAllowed { displays.registerDisplayListener(this, Handler(Looper.getMainLooper())) }

    fun heardOf(display: Int): Boolean = display in came

    override fun onDisplayAdded(displayId: Int) {
        came += displayId
    }

    override fun onDisplayRemoved(displayId: Int) = Unit

    override fun onDisplayChanged(displayId: Int) = Unit
}
