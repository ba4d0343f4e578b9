package app.kinguard.signals

import android.annotation.TargetApi
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageInfo
import android.content.pm.PackageInstaller
import android.content.pm.PackageManager
import android.os.Build
import android.provider.Settings
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import java.util.concurrent.Executor

/**
 * Apps come and go. The system tells a living process only, so what changed while none lived is asked for at the start:
 * since the same boot from the system's list of changes, across a boot from the apps' own dates.
 */
class PackageSignal(
    private val context: Context,
    private val clock: StampClock,
    private val memory: SignalMemory,
    private val work: Executor,
    private val wallClockMs: () -> Long = System::currentTimeMillis,
    private val release: Int = Build.VERSION.SDK_INT,
) : Signal {
    override val id = SignalId.PACKAGES

    private val packages: PackageManager get() = context.packageManager
    private var receiver: BroadcastReceiver? = null
    private var refused = false

    override fun start(report: Report) {
        if (receiver != null) return
        val filter = IntentFilter(Intent.ACTION_PACKAGE_ADDED)
        filter.addAction(Intent.ACTION_PACKAGE_REMOVED)
        filter.addDataScheme("package")
        receiver = context.listen(Listening(report), filter)
        refused = receiver == null
        missed().sortedBy { it.atMs }.forEach(report::observed)
        remember()
    }

    override fun stop() {
        receiver?.let(context::stopListening)
        receiver = null
    }

    override fun state(): SignalState = if (refused) SignalState.NotOnThisPhone else SignalState.Works

    /** Nothing on the first day: what was installed before us is no news. */
    private fun missed(): List<Observation> {
        val mark = orNull { memory.read(KEY)?.let(::Mark) } ?: return emptyList()
        val sameBoot = mark.boot == boot()
        val changed = changed(if (sameBoot) mark.sequence else 0)?.packageNames.orEmpty()
        val candidates = if (sameBoot) changed else (changed + all()).distinct()
        return candidates.filterNot { it == context.packageName }.mapNotNull { missed(it, mark.atMs) }
    }

    private fun missed(name: String, sinceMs: Long): Observation? {
        val found = info(name) ?: return Observation(clock.nowMs(), Event.AppRemoved(name))
        val update = found.firstInstallTime <= sinceMs
        val whenMs = if (update) found.lastUpdateTime else found.firstInstallTime
        if (whenMs <= sinceMs) return null
        return Observation(clock.ofWallClockMs(whenMs), installed(name, update))
    }

    private fun installed(name: String, update: Boolean): Event {
        val app = info(name)?.applicationInfo
        val label = app?.let { orNull { packages.getApplicationLabel(it).toString() } }
        return Event.AppInstalled(
            `package` = name,
            label = label?.takeIf { it.isNotBlank() && it != name },
            source = source(name),
            update = update,
            preinstalled = app?.isPreinstalled(),
            declares = orNull { packages.declarations(name) },
        )
    }

    private fun source(name: String): InstallSource {
        val installer = orNull { installer(name) }
        val said = if (release >= Build.VERSION_CODES.TIRAMISU) orNull { said(name) } else null
        return when {
            // A store's name may be taken where that store is not on the phone, by whatever is to install the next app.
            installer in STORES && installer.isPreinstalled() -> InstallSource.STORE

            said == InstallSource.SIDELOAD -> InstallSource.SIDELOAD

            installer == null || name.isPreinstalled() -> InstallSource.UNKNOWN

            !installer.isPreinstalled() || installer in HAND -> InstallSource.SIDELOAD

            // Any app may call itself a store when it installs another: only the phone's own is believed.
            else -> said ?: InstallSource.UNKNOWN
        }
    }

    /** Who installed it. Who began it is believed first: the other name can be changed afterwards. */
    private fun installer(name: String): String? = if (release >= Build.VERSION_CODES.R) {
        installerSince30(name)
    } else {
        @Suppress("DEPRECATION")
        packages.getInstallerPackageName(name)
    }

    @TargetApi(Build.VERSION_CODES.R)
    private fun installerSince30(name: String): String? = try {
        packages.getInstallSourceInfo(name).let { it.initiatingPackageName ?: it.installingPackageName }
    } catch (_: PackageManager.NameNotFoundException) {
        null
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun said(name: String): InstallSource? = try {
        when (packages.getInstallSourceInfo(name).packageSource) {
            PackageInstaller.PACKAGE_SOURCE_STORE -> InstallSource.STORE
            PackageInstaller.PACKAGE_SOURCE_LOCAL_FILE -> InstallSource.SIDELOAD
            PackageInstaller.PACKAGE_SOURCE_DOWNLOADED_FILE -> InstallSource.SIDELOAD
            else -> null
        }
    } catch (_: PackageManager.NameNotFoundException) {
        null
    }

    private fun String?.isPreinstalled() = orNull { this?.let(packages::isPreinstalled) } == true

    private fun info(name: String): PackageInfo? = try {
        orNull { packages.getPackageInfo(name, 0) }
    } catch (_: PackageManager.NameNotFoundException) {
        null
    }

    private fun all(): List<String> = orNull { packages.getInstalledPackages(0) }.orEmpty().map { it.packageName }

    private fun changed(sequence: Int) = orNull { packages.getChangedPackages(sequence) }

    private fun boot(): Int =
        orNull { Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0) } ?: 0

    private fun remember() {
        val boot = boot()
        val last = orNull { memory.read(KEY)?.let(::Mark) }?.takeIf { it.boot == boot }?.sequence ?: 0
        val sequence = changed(last)?.sequenceNumber ?: last
        memory.write(KEY, "$boot $sequence ${wallClockMs()}")
    }

    /** Up to where was told: number of the boot, number of the change within it, and when. */
    private class Mark(text: String) {
        private val parts = text.split(' ')
        val boot = parts[0].toInt()
        val sequence = parts[1].toInt()
        val atMs = parts[2].toLong()
    }

    private inner class Listening(private val report: Report) : BroadcastReceiver() {
        /** Android runs it on the main thread; whose name and installer it is has to be asked, and an app's resources opened. */
        override fun onReceive(context: Context, intent: Intent) {
            val atMs = clock.nowMs()
            work.execute { heard(intent, atMs) }
        }

        private fun heard(intent: Intent, atMs: Long) {
            val name = intent.data?.schemeSpecificPart?.takeIf { receiver === this } ?: return
            if (name == context.packageName) return
            val replacing = intent.getBooleanExtra(Intent.EXTRA_REPLACING, false)
            when (intent.action) {
                Intent.ACTION_PACKAGE_ADDED -> observed(atMs, installed(name, replacing))

                // An update first removes the old version.
                Intent.ACTION_PACKAGE_REMOVED -> if (!replacing) observed(atMs, Event.AppRemoved(name))
            }
            remember()
        }

        private fun observed(atMs: Long, event: Event) = report.observed(Observation(atMs, event))
    }

    private companion object {
        const val KEY = "packages_told"

        /** The dialogs through which a person installs a file, and the cable. */
        val HAND =
            setOf(
                "com.android.packageinstaller",
                "com.google.android.packageinstaller",
                "com.miui.packageinstaller",
                "com.samsung.android.packageinstaller",
                "com.android.shell",
                "com.android.permissioncontroller",
                "com.google.android.permissioncontroller",
            )

        val STORES =
            setOf(
                "com.android.vending",
                "com.amazon.venezia",
                "com.bbk.appstore",
                "com.heytap.market",
                "com.hihonor.appmarket",
                "com.huawei.appmarket",
                "com.lenovo.leos.appstore",
                "com.meizu.mstore",
                "com.oppo.market",
                "com.sec.android.app.samsungapps",
                "com.tencent.android.qqdownloader",
                "com.vivo.appstore",
                "com.xiaomi.market",
                "com.xiaomi.mipicks",
            )
    }
}
