package app.kinguard

import android.content.Context
import android.os.Build
import app.kinguard.guard.StoredEngineClock
import app.kinguard.health.selftest.networkTimeMs
import app.kinguard.history.HistoryPort
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.store.SecretStore
import app.kinguard.work.WorkThread
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** The app's surroundings: clocks, threads, executors and receivers. */
open class PlatformServices(context: Context) {
    open val ticks: StoredEngineClock.Ticks = StoredEngineClock.OfPhone(context)

    /** The guard's thread: the engine, and everything that it receives and shows. */
    open val thread: WorkThread by lazy { WorkThread.OfItsOwn("guard") }

    /** The family's thread: everything that leaves for the family and comes back. No warning ever waits for it. */
    open val familyThread: WorkThread by lazy { WorkThread.OfItsOwn("family") }

    open val lookups: Executor by lazy { Executors.newSingleThreadExecutor() }

    /** Runs calls to servers while they wait for answers. Listening for replies occupies a thread for hours. */
    open val network: Executor by lazy { Executors.newCachedThreadPool() }

    /** Reads the guard's state for home, and the contents of other pages. */
    open val glances: Executor by lazy { Executors.newSingleThreadExecutor() }

    /** Computes slow hashes, one after the other. */
    open val hashing: Executor by lazy { Executors.newSingleThreadExecutor() }

    open val secrets: SecretStore = KeystoreSecretStore()

    /** The time of the build of Android. A clock that shows an earlier time is wrong. */
    open val builtMs: Long = Build.TIME

    open fun networkMs(): Long? = networkTimeMs()

    /** Returns the receiver of the history's entries. [own] is the app's own history. */
    open fun history(own: HistoryPort): HistoryPort = own
}
