package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.BroadcastReceiver
import android.content.ComponentName
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageInstaller
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.os.Looper
import android.provider.Settings
import app.kinguard.AndroidRunner
import app.kinguard.core.Declaration
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.util.concurrent.Executor

@RunWith(AndroidRunner::class)
class PackageSignalTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val packages = shadowOf(context.packageManager)
    private val memory = MapMemory()
    private val clock = FakeClock()
    private val lookups = Executor { lookup -> if (lookupsWait) waiting += lookup else lookup.run() }
    private val waiting = mutableListOf<Runnable>()
    private var lookupsWait = false
    private val heard = Recorder()
    private var wallMs = START_MS
    private val signal = signal(context)

    @Before
    fun thePhoneIsUsed() = install("com.everyday", firstMs = 0)

    @Test
    fun `an install is told with its name and where it came from`() {
        signal.start(heard)
        comesWith("com.android.vending")
        install("com.meet", label = "Meeting", installer = "com.android.vending")
        added("com.meet")
        install("com.fraud", label = "Safe account", installer = "com.android.chrome")
        added("com.fraud")
        added("com.invisible")
        val expected =
            listOf(
                Event.AppInstalled("com.meet", "Meeting", InstallSource.STORE, false, false, emptyList()),
                Event.AppInstalled("com.fraud", "Safe account", InstallSource.SIDELOAD, false, false, emptyList()),
                Event.AppInstalled("com.invisible", null, InstallSource.UNKNOWN, false),
            )
        assertEquals(expected, heard.events)
        assertEquals(SignalState.Works, signal.state())
    }

    @Test
    fun `a name is one short line of what can be seen`() {
        signal.start(heard)
        install("com.fraud", label = "安全\u200B会\u202E议\n" + "x".repeat(3_000_000))
        added("com.fraud")
        install("com.nameless", label = "\u3164\u200B")
        added("com.nameless")
        val labels = heard.events.map { (it as Event.AppInstalled).label }
        assertEquals(listOf("安全会议 " + "x".repeat(195), null), labels)
    }

    @Test
    fun `an update is no new app and no removal`() {
        signal.start(heard)
        comesWith("com.huawei.appmarket")
        install("com.meet", label = "Meeting", installer = "com.huawei.appmarket")
        send(Intent.ACTION_PACKAGE_REMOVED, "com.meet", replacing = true)
        send(Intent.ACTION_PACKAGE_ADDED, "com.meet", replacing = true)
        send(Intent.ACTION_PACKAGE_REMOVED, "com.meet")
        send(Intent.ACTION_PACKAGE_ADDED, context.packageName)
        val expected =
            listOf(
                Event.AppInstalled("com.meet", "Meeting", InstallSource.STORE, true, false, emptyList()),
                Event.AppRemoved("com.meet"),
            )
        assertEquals(expected, heard.events)
    }

    @Test
    fun `installers are judged`() {
        signal.start(heard)
        comesWith("com.maker.shop")
        comesWith("com.android.packageinstaller")
        comesWith("com.xiaomi.market")
        install("com.vivo.appstore", installer = "com.android.chrome")
        val sources =
            mapOf(
                "com.android.packageinstaller" to InstallSource.SIDELOAD,
                "com.android.shell" to InstallSource.SIDELOAD,
                "com.unheard.of" to InstallSource.SIDELOAD,
                "com.maker.shop" to InstallSource.UNKNOWN,
                "com.xiaomi.market" to InstallSource.STORE,
                // The name of a store that is not this phone's, or is not installed.
                "com.vivo.appstore" to InstallSource.SIDELOAD,
                "com.amazon.venezia" to InstallSource.SIDELOAD,
                null to InstallSource.UNKNOWN,
            )
        sources.forEach { (installer, source) ->
            install("com.app", installer = installer)
            added("com.app")
            val told = heard.take().single() as Event.AppInstalled
            assertEquals("$installer", source, told.source)
        }
    }

    @Test
    fun `what opens packages on this phone installs by hand`() {
        signal.start(heard)
        opens("com.maker.dialog", Intent.ACTION_VIEW)
        opens("com.other.dialog", "android.intent.action.INSTALL_PACKAGE")
        opens("com.huawei.appmarket", Intent.ACTION_VIEW)
        comesWith("com.maker.shop")
        val sources =
            mapOf(
                "com.maker.dialog" to InstallSource.SIDELOAD,
                "com.other.dialog" to InstallSource.SIDELOAD,
                // A store that also installs files does not say here which case this was.
                "com.huawei.appmarket" to InstallSource.UNKNOWN,
                "com.maker.shop" to InstallSource.UNKNOWN,
            )
        sources.forEach { (installer, source) ->
            install("com.app", installer = installer)
            added("com.app")
            assertEquals(installer, source, (heard.take().single() as Event.AppInstalled).source)
        }
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE) // The test framework cannot do this on 33.
    fun aStoreIsOneByWhatItIsAndSays() {
        signal.start(heard)
        opens("com.huawei.appmarket", Intent.ACTION_VIEW)
        comesWith("com.android.vending")
        assertEquals(InstallSource.STORE, said("com.huawei.appmarket", PackageInstaller.PACKAGE_SOURCE_STORE))
        assertEquals(InstallSource.SIDELOAD, said("com.huawei.appmarket", PackageInstaller.PACKAGE_SOURCE_LOCAL_FILE))
        assertEquals(
            InstallSource.SIDELOAD,
            said("com.android.vending", PackageInstaller.PACKAGE_SOURCE_DOWNLOADED_FILE),
        )
        install("com.tencent.android.qqdownloader", installer = "com.android.vending")
        assertEquals(
            InstallSource.STORE,
            said("com.tencent.android.qqdownloader", PackageInstaller.PACKAGE_SOURCE_STORE),
        )
        val unsaid = said("com.tencent.android.qqdownloader", PackageInstaller.PACKAGE_SOURCE_UNSPECIFIED)
        assertEquals("brought by the phone's own store, which is not enough", InstallSource.SIDELOAD, unsaid)
        install("com.tencent.android.qqdownloader", installer = "com.android.chrome")
        val forged = said("com.tencent.android.qqdownloader", PackageInstaller.PACKAGE_SOURCE_STORE)
        assertEquals("a sideloaded app under the store's name", InstallSource.SIDELOAD, forged)
    }

    @Test
    fun `what an app asks for is read off the main thread and dated as it was heard`() {
        signal.start(heard)
        lookupsWait = true
        install("com.app")
        added("com.app")
        assertEquals(emptyList<Event>(), heard.events)
        clock.nowMs += 5_000
        waiting.single().run()
        assertEquals(1_000_000L, heard.observations.single().atMs)
    }

    @Test
    fun `it says what the app is and what it asks for`() {
        signal.start(heard)
        comesWith("com.maker.update")
        added("com.maker.update")
        val trojan = PackageInfo()
        trojan.packageName = "com.fraud"
        trojan.requestedPermissions = arrayOf(Manifest.permission.READ_SMS, Manifest.permission.SYSTEM_ALERT_WINDOW)
        packages.installPackage(trojan)
        added("com.fraud")
        added("com.invisible")
        val told = heard.events.map { it as Event.AppInstalled }
        assertEquals(listOf(true, false, null), told.map { it.preinstalled })
        val asked = listOf(emptyList(), listOf(Declaration.SMS, Declaration.OVERLAY), null)
        assertEquals(asked, told.map { it.declares })
    }

    @Test
    @Config(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE) // The test framework cannot do this on 33.
    fun whatTheInstallerSaysIsBelievedOfThePhonesOwnOnly() {
        signal.start(heard)
        comesWith("com.maker.shop")
        install("com.dropper", installer = null)
        assertEquals(InstallSource.STORE, said("com.maker.shop", PackageInstaller.PACKAGE_SOURCE_STORE))
        assertEquals(
            InstallSource.SIDELOAD,
            said("com.maker.shop", PackageInstaller.PACKAGE_SOURCE_LOCAL_FILE),
        )
        assertEquals(
            InstallSource.SIDELOAD,
            said("com.maker.shop", PackageInstaller.PACKAGE_SOURCE_DOWNLOADED_FILE),
        )
        assertEquals(InstallSource.SIDELOAD, said("com.dropper", PackageInstaller.PACKAGE_SOURCE_STORE))
    }

    @Test
    fun `the first day has no news`() {
        install("com.old")
        packages.addChangedPackage(0, "com.old")
        signal.start(heard)
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `what changed while the process was dead is told at its true time`() {
        boot(4)
        signal.start(heard)
        signal.stop()
        packages.addChangedPackage(0, "com.fraud")
        packages.addChangedPackage(0, "com.gone")
        install("com.fraud", installer = "com.android.chrome", firstMs = START_MS + 10)
        next().start(heard)
        val expected =
            setOf(
                Observation(
                    START_MS + 10 + FakeClock.AHEAD_MS,
                    Event.AppInstalled("com.fraud", null, InstallSource.SIDELOAD, false, false, emptyList()),
                ),
                Observation(1_000_000, Event.AppRemoved("com.gone")),
            )
        assertEquals(expected, heard.observations.toSet())
    }

    @Test
    fun `across a boot the dates of apps tell`() {
        boot(4)
        signal.start(heard)
        signal.stop()
        boot(5)
        install("com.before", firstMs = START_MS - 1)
        install("com.updated", firstMs = START_MS - 1, lastMs = START_MS + 30)
        install("com.fraud", firstMs = START_MS + 20)
        next().start(heard)
        val expected =
            listOf(
                Event.AppInstalled("com.fraud", null, InstallSource.UNKNOWN, false, false, emptyList()),
                Event.AppInstalled("com.updated", null, InstallSource.UNKNOWN, true, false, emptyList()),
            )
        assertEquals(expected, heard.events)
        heard.take()
        next().start(heard)
        assertEquals("told once", emptyList<Event>(), heard.events)
    }

    @Test
    fun `a memory that is damaged and a phone that refuses do no harm`() {
        memory.write("packages_told", "rubbish")
        signal.start(heard)
        val refusing =
            object : ContextWrapper(context) {
                override fun registerReceiver(receiver: BroadcastReceiver?, filter: IntentFilter): Intent? =
                    throw SecurityException("refused")

                override fun getPackageManager(): PackageManager = throw SecurityException("refused")
            }
        val refused = signal(refusing)
        refused.start(heard)
        refused.stop()
        assertEquals(SignalState.NotOnThisPhone, refused.state())
        assertEquals(emptyList<Event>(), heard.events)
    }

    @Test
    fun `refused it tries again`() {
        var refused = true
        val refusing =
            object : ContextWrapper(context) {
                override fun registerReceiver(receiver: BroadcastReceiver?, filter: IntentFilter): Intent? =
                    if (refused) throw SecurityException("refused") else super.registerReceiver(receiver, filter)
            }
        val late = signal(refusing)
        late.start(heard)
        assertEquals(SignalState.NotOnThisPhone, late.state())
        refused = false
        late.start(heard)
        added("com.app")
        assertEquals(SignalState.Works, late.state())
        assertEquals(1, heard.events.size)
    }

    @Test
    fun `once stopped it is silent`() {
        signal.start(heard)
        signal.start(heard)
        signal.stop()
        signal.stop()
        added("com.app")
        assertEquals(emptyList<Event>(), heard.events)
    }

    private fun signal(context: Context) =
        PackageSignal(context, clock, memory, RecentApps(memory, clock), lookups, { wallMs })

    /** Starts a new process, an hour later. */
    private fun next(): PackageSignal {
        wallMs += 3_600_000
        return signal(context)
    }

    private fun said(installer: String, source: Int): InstallSource {
        install("com.app", installer = installer)
        packages.setInstallSourceInfo("com.app", installer, null, null, installer, null, source)
        added("com.app")
        return (heard.take().single() as Event.AppInstalled).source
    }

    private fun install(
        name: String,
        label: String? = null,
        installer: String? = null,
        flags: Int = 0,
        firstMs: Long = wallMs,
        lastMs: Long = firstMs,
    ) {
        val app =
            ApplicationInfo().apply {
                packageName = name
                nonLocalizedLabel = label
                this.flags = flags
            }
        val info =
            PackageInfo().apply {
                packageName = name
                applicationInfo = app
                firstInstallTime = firstMs
                lastUpdateTime = lastMs
            }
        packages.installPackage(info)
        context.packageManager.setInstallerPackageName(name, installer)
        if (Build.VERSION.SDK_INT >=
            Build.VERSION_CODES.R
        ) {
            packages.setInstallSourceInfo(name, installer, installer)
        }
    }

    private fun comesWith(name: String) =
        install(name, installer = null, flags = ApplicationInfo.FLAG_SYSTEM, firstMs = 0)

    /** Makes a preinstalled app that opens a package when the user taps it. */
    private fun opens(name: String, action: String) {
        comesWith(name)
        val screen = ComponentName(name, "$name.Open")
        packages.addActivityIfNotPresent(screen)
        val filter = IntentFilter(action)
        filter.addCategory(Intent.CATEGORY_DEFAULT)
        filter.addDataScheme("content")
        filter.addDataType("application/vnd.android.package-archive")
        packages.addIntentFilterForActivity(screen, filter)
    }

    private fun boot(count: Int) = Settings.Global.putInt(context.contentResolver, Settings.Global.BOOT_COUNT, count)

    private fun added(name: String) = send(Intent.ACTION_PACKAGE_ADDED, name)

    private fun send(action: String, name: String, replacing: Boolean = false) {
        val told = Intent(action, Uri.fromParts("package", name, null))
        context.sendBroadcast(told.putExtra(Intent.EXTRA_REPLACING, replacing))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private companion object {
        const val START_MS = 1_790_000_000_000L
    }
}
