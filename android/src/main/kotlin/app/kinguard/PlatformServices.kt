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

/** What lies outside: the clocks, the threads that Android runs, and whoever is told. */
open class PlatformServices(context: Context) {
    open val ticks: StoredEngineClock.Ticks = StoredEngineClock.OfPhone(context)

    /** The guard's: the engine, and all that it hears and shows. */
    open val thread: WorkThread by lazy { WorkThread.OfItsOwn("guard") }

    /** The family's: whatever leaves for them and comes back. However much that is, no warning waits behind it. */
    open val familyThread: WorkThread by lazy { WorkThread.OfItsOwn("family") }

    open val lookups: Executor by lazy { Executors.newSingleThreadExecutor() }

    /** Where calls to servers wait for their answers; whoever listens for one stays for hours. */
    open val network: Executor by lazy { Executors.newCachedThreadPool() }

    /** Where home looks at the guard, and other pages read what they show. */
    open val glances: Executor by lazy { Executors.newSingleThreadExecutor() }

    /** Where slow hashes are made, one after the other. */
    open val hashing: Executor by lazy { Executors.newSingleThreadExecutor() }

    open val secrets: SecretStore = KeystoreSecretStore()

    /** No clock of this phone was ever right before. */
    open val builtMs: Long = Build.TIME

    open fun networkMs(): Long? = networkTimeMs()

    /** Who hears what is remembered; [own] is the room that keeps it. */
    open fun history(own: HistoryPort): HistoryPort = own
}
