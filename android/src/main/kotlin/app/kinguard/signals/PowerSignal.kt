package app.kinguard.signals

import android.app.AppOpsManager
import android.content.Context
import android.content.pm.PackageManager
import app.kinguard.core.Event
import app.kinguard.core.Power
import app.kinguard.failure.unlessRefused
import app.kinguard.signals.RecentApps.Fresh

/**
 * Reports that a recently installed app may from now on draw over others, or install others.
 *
 * Android keeps both as app operations. It tells every listener that a mode changed, for any app and without a
 * permission (`AppOpsService.startWatchingModeWithFlags`, byte code of 10, 13 and 15), but not how. From 11 on the mode
 * of a visible app can be read. Android 10 refuses that for other apps (`verifyIncomingUid`), so there the first change
 * counts: an app that was just installed has nothing that could be taken away. A change that is not announced is found
 * by the next poll.
 */
class PowerSignal(private val context: Context, private val clock: EngineClock, private val fresh: RecentApps) :
    PolledSignal {
    override val id = SignalId.POWERS

    @Volatile
    private var report: ObservationSink? = null
    private var stopWatching: (() -> Unit)? = null
    private var askedAtMs: Long? = null

    override fun start(report: ObservationSink) {
        this.report = report
        if (stopWatching == null) stopWatching = watch()
    }

    override fun stop() {
        report = null
        stopWatching?.let { unlessRefused(it) }
        stopWatching = null
    }

    override fun state(): SignalState = if (operations() == null) SignalState.NotOnThisPhone else SignalState.Works

    override fun poll() {
        val nowMs = clock.nowMs()
        if (report == null || askedAtMs?.let { nowMs - it in 0 until EVERY_MS } == true) return
        askedAtMs = nowMs
        fresh.all().filter { it.asksFor.isNotEmpty() }.forEach { app -> look(app, app.asksFor, unread = null) }
    }

    private fun watch(): (() -> Unit)? {
        val operations = operations() ?: return null
        val listener = AppOpsManager.OnOpChangedListener { operation, app -> changed(operation, app) }
        Power.entries.forEach { unlessRefused { operations.startWatchingMode(it.operation(), null, listener) } }
        return { operations.stopWatchingMode(listener) }
    }

    private fun changed(operation: String?, app: String?) {
        val power = Power.entries.find { it.operation() == operation } ?: return
        fresh.all().find { it.app == app }?.let { look(it, setOf(power), unread = true) }
    }

    /**
     * Compares the app's powers with the last ones. [unread]: the value assumed for a mode that the phone does not
     * tell. Null: the last value.
     */
    @Synchronized
    private fun look(app: Fresh, powers: Set<Power>, unread: Boolean?) {
        val listener = report ?: return
        val before = fresh.all().find { it.app == app.app }?.has ?: return
        val now = powers.filter { isGranted(app.app, it) ?: unread ?: (it in before) }.toSet() + (before - powers)
        if (now == before) return
        fresh.has(app.app, now)
        (now - before).forEach { listener.observed(Observation(clock.nowMs(), Event.PowerGranted(app.app, it))) }
    }

    /** Returns whether the app has the power. Null if the phone does not say. */
    private fun isGranted(app: String, power: Power): Boolean? = try {
        unlessRefused {
            val uid = context.packageManager.getPackageUid(app, 0)
            operations()?.unsafeCheckOpNoThrow(power.operation(), uid, app) == AppOpsManager.MODE_ALLOWED
        }
    } catch (_: PackageManager.NameNotFoundException) {
        null
    }

    private fun operations(): AppOpsManager? = unlessRefused { context.getSystemService(AppOpsManager::class.java) }

    /** Returns the operation of a power. The second has no public name, but one that every release since 8 knows. */
    private fun Power.operation() = when (this) {
        Power.OVERLAY -> AppOpsManager.OPSTR_SYSTEM_ALERT_WINDOW
        Power.INSTALLS_APPS -> "android:request_install_packages"
    }

    companion object {
        /** Each app takes one question for each power. */
        const val EVERY_MS = 10_000L
    }
}
