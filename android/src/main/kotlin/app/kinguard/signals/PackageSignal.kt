package app.kinguard.signals

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import android.os.Build
import android.provider.Settings
import app.kinguard.core.Capability
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.InstalledApps
import app.kinguard.phone.isPreinstalled
import app.kinguard.text.label
import java.util.concurrent.Executor

/**
 * Reports apps that come and go. The system tells only a living process, so earlier changes are looked up at the start:
 * within the same boot from the system's list of changes, across a boot from the apps' own dates. If the phone hides
 * its list, no app counts as removed, and apps that came meanwhile are reported once the list is shown.
 */
class PackageSignal(
    private val context: Context,
    private val clock: EngineClock,
    private val memory: SignalMemory,
    private val fresh: RecentApps,
    /** Reads an app's kind and its requests, which takes a moment. Runs one task after the other. */
    private val lookups: Executor,
    private val wallClockMs: () -> Long = System::currentTimeMillis,
    release: Int = Build.VERSION.SDK_INT,
) : PolledSignal {
    override val id = SignalId.PACKAGES

    private val packages: PackageManager get() = context.packageManager
    private val apps = InstalledApps(context)
    private val sources = InstallSources(context, release)
    private var receiver: BroadcastReceiver? = null
    private var refused = false

    @Volatile
    private var report: ObservationSink? = null

    /** True if the list was shown at the last look. Null before the first. */
    @Volatile
    private var shown: Boolean? = null
    private var lookedAtMs = 0L

    /** True if the whole list was reported or is not news. */
    @Volatile
    private var caughtUp = false

    override fun start(report: ObservationSink) {
        if (receiver != null) return
        val filter = IntentFilter(Intent.ACTION_PACKAGE_ADDED)
        filter.addAction(Intent.ACTION_PACKAGE_REMOVED)
        filter.addDataScheme("package")
        receiver = context.listen(Listening(), filter)
        refused = receiver == null
        this.report = report
        catchUp(look())
    }

    override fun stop() {
        report = null
        receiver?.let(context::stopListening)
        receiver = null
    }

    /** Returns the state. The screens ask for it as well, so a list that was shown is not read again for them. */
    override fun state(): SignalState = when {
        refused -> SignalState.NotOnThisPhone
        shown == true || look() -> SignalState.Works
        else -> SignalState.Missing(Capability.INSTALLED_APPS)
    }

    /** Checks only whether the list is shown: Android does not announce a change of that. */
    override fun poll() {
        if (report == null || (caughtUp && clock.nowMs() - lookedAtMs in 0 until EVERY_MS)) return
        val whole = look()
        if (whole != caughtUp) catchUp(whole)
    }

    private fun look(): Boolean {
        lookedAtMs = clock.nowMs()
        return (unlessRefused { apps.areShown() } == true).also { shown = it }
    }

    private fun catchUp(whole: Boolean) {
        missed(whole).sortedBy { it.atMs }.forEach(::tell)
        caughtUp = whole
        remember()
    }

    private fun tell(observation: Observation) {
        val listener = report ?: return
        when (val event = observation.event) {
            is Event.AppInstalled -> fresh.came(observation.atMs, event)
            is Event.AppRemoved -> fresh.gone(event.`package`)
            else -> Unit
        }
        listener.observed(observation)
    }

    /** Returns the missed changes. Empty on the first day: apps installed before the guard are not news. */
    private fun missed(whole: Boolean): List<Observation> {
        val mark = mark() ?: return emptyList()
        val sameBoot = mark.boot == boot()
        val changed = changed(if (sameBoot) mark.sequence else 0)?.packageNames.orEmpty()
        // To the system, an app that was hidden and is shown now has not changed.
        val candidates = if (sameBoot && (mark.whole || !whole)) changed else (changed + all()).distinct()
        return candidates.filterNot { it == context.packageName }.mapNotNull { missed(it, mark.atMs, whole) }
    }

    private fun missed(name: String, sinceMs: Long, whole: Boolean): Observation? {
        val found = info(name) ?: return Observation(clock.nowMs(), Event.AppRemoved(name)).takeIf { whole }
        val update = found.firstInstallTime <= sinceMs
        val whenMs = if (update) found.lastUpdateTime else found.firstInstallTime
        if (whenMs <= sinceMs) return null
        return Observation(clock.ofWallClockMs(whenMs), installed(name, update))
    }

    private fun installed(name: String, update: Boolean): Event {
        val app = info(name)?.applicationInfo
        val label = app?.let { unlessRefused { label(packages.getApplicationLabel(it)) } }
        return Event.AppInstalled(
            `package` = name,
            label = label?.takeIf { it != name },
            source = unlessRefused { sources.of(name) } ?: InstallSource.UNKNOWN,
            update = update,
            preinstalled = app?.isPreinstalled(),
            declares = unlessRefused { packages.declarations(name) },
        )
    }

    private fun info(name: String): PackageInfo? = try {
        unlessRefused { packages.getPackageInfo(name, 0) }
    } catch (_: PackageManager.NameNotFoundException) {
        null
    }

    private fun all(): List<String> = unlessRefused { apps.all() }.orEmpty().map { it.packageName }

    private fun changed(sequence: Int) = unlessRefused { packages.getChangedPackages(sequence) }

    private fun boot(): Int =
        unlessRefused { Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0) } ?: 0

    /**
     * Stores the mark. While the list is hidden its time does not move: apps that come meanwhile are reported once the
     * list is shown.
     */
    @Synchronized
    private fun remember() {
        val boot = boot()
        val before = mark()
        val last = before?.takeIf { it.boot == boot }?.sequence ?: 0
        val sequence = changed(last)?.sequenceNumber ?: last
        val atMs = before?.atMs?.takeUnless { caughtUp } ?: wallClockMs()
        memory.write(KEY, "$boot $sequence $atMs ${if (caughtUp) WHOLE else HIDDEN}")
    }

    private fun mark(): Mark? = unlessRefused { memory.read(KEY)?.let(::Mark) }

    /**
     * The position up to which changes were reported: number of the boot, number of the change within it, time, and
     * whether everything was seen.
     */
    private class Mark(text: String) {
        private val parts = text.split(' ')
        val boot = parts[0].toInt()
        val sequence = parts[1].toInt()
        val atMs = parts[2].toLong()

        /** Earlier versions did not store it. */
        val whole = parts.getOrNull(3) != HIDDEN
    }

    private inner class Listening : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            val atMs = clock.nowMs()
            lookups.execute { heard(intent, atMs) }
        }

        private fun heard(intent: Intent, atMs: Long) {
            val name = intent.data?.schemeSpecificPart?.takeIf { receiver === this } ?: return
            if (name == context.packageName) return
            val replacing = intent.getBooleanExtra(Intent.EXTRA_REPLACING, false)
            when (intent.action) {
                Intent.ACTION_PACKAGE_ADDED -> tell(Observation(atMs, installed(name, replacing)))

                // An update first removes the old version.
                Intent.ACTION_PACKAGE_REMOVED -> if (!replacing) tell(Observation(atMs, Event.AppRemoved(name)))
            }
            remember()
        }
    }

    companion object {
        /** Each look at the list asks the system for all of it. */
        const val EVERY_MS = 60_000L

        private const val KEY = "packages_told"
        private const val WHOLE = "whole"
        private const val HIDDEN = "hidden"
    }
}
