package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.content.Intent
import android.content.pm.PackageInstaller
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import app.kinguard.core.InstallSource
import app.kinguard.failure.unlessRefused

/**
 * Tells where an app came from: one of this phone's own stores, or sideloading, which means a file, a link, a cable or
 * another app. Makers choose the name of the dialog that installs a file, so this phone is asked for it.
 */
internal class InstallSources(private val context: Context, private val release: Int = Build.VERSION.SDK_INT) {
    private val packages: PackageManager get() = context.packageManager

    fun of(app: String): InstallSource {
        val installer = unlessRefused { installer(app) }
        val said = if (release >= Build.VERSION_CODES.TIRAMISU) unlessRefused { said(app) } else null
        return when {
            // An app has no reason to claim this falsely.
            said == InstallSource.SIDELOAD -> InstallSource.SIDELOAD

            installer == null -> InstallSource.UNKNOWN

            isOwnStore(installer) -> ofOwnStore(installer, said)

            isStoreFromStore(installer) && said == InstallSource.STORE -> InstallSource.STORE

            app.isPreinstalled() -> InstallSource.UNKNOWN

            !installer.isPreinstalled() || installer in HAND || installer in openers() -> InstallSource.SIDELOAD

            // Any app may call itself a store when it installs another: only the phone's own is believed.
            else -> said ?: InstallSource.UNKNOWN
        }
    }

    /**
     * Returns whether the app is one of the phone's own stores. A store's name may be taken by another app if that
     * store is not on the phone.
     */
    private fun isOwnStore(app: String) = app in STORES && app.isPreinstalled()

    /**
     * Returns whether the app is a well-known store installed later, which counts only if the phone's own store
     * installed it.
     */
    private fun isStoreFromStore(app: String) =
        app in STORES && unlessRefused { installer(app) }?.let(::isOwnStore) == true

    /**
     * Returns the source of an app from one of the phone's own stores. Some makers' stores also install files that they
     * are given: unless the source is stated, this may be one.
     */
    private fun ofOwnStore(store: String, said: InstallSource?): InstallSource =
        if (said == null && store in openers()) InstallSource.UNKNOWN else InstallSource.STORE

    /** Returns the phone's own apps that open a package file the user taps. */
    private fun openers(): Set<String> = listOf(Intent.ACTION_VIEW, ACTION_INSTALL)
        .map { Intent(it).setDataAndType(ANY_FILE, PACKAGE_ARCHIVE) }
        .flatMap { unlessRefused { packages.queryIntentActivities(it, 0) }.orEmpty() }
        .mapNotNull { it.activityInfo?.packageName }
        .filter { it.isPreinstalled() }
        .toSet()

    /**
     * Returns the installing app. The app that started the installation is preferred: the other name can be changed
     * afterwards.
     */
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

    private fun String.isPreinstalled() = packages.isPreinstalled(this) == true

    private companion object {
        const val PACKAGE_ARCHIVE = "application/vnd.android.package-archive"

        /** Deprecated in newer releases, but makers' installers still answer it. */
        const val ACTION_INSTALL = "android.intent.action.INSTALL_PACKAGE"

        val ANY_FILE: Uri = Uri.parse("content://any/file.apk")

        /** Other ways to sideload: the cable, and dialogs as Android and some makers name them. */
        val HAND =
            setOf(
                "com.android.packageinstaller",
                "com.google.android.packageinstaller",
                "com.miui.global.packageinstaller",
                "com.miui.packageinstaller",
                "com.oplus.appdetail",
                "com.samsung.android.packageinstaller",
                "com.android.shell",
                "com.android.permissioncontroller",
                "com.google.android.permissioncontroller",
            )

        /** Google's store, the makers' stores, and one that is widely installed from theirs. */
        val STORES =
            setOf(
                "cn.nubia.neostore",
                "com.android.vending",
                "com.amazon.venezia",
                "com.bbk.appstore",
                "com.heytap.market",
                "com.hihonor.appmarket",
                "com.huawei.appmarket",
                "com.lenovo.leos.appstore",
                "com.meizu.mstore",
                "com.oneplus.market",
                "com.oppo.market",
                "com.sec.android.app.samsungapps",
                "com.smartisanos.appstore",
                "com.tencent.android.qqdownloader",
                "com.transsnet.store",
                "com.vivo.appstore",
                "com.xiaomi.market",
                "com.xiaomi.mipicks",
                "zte.com.market",
            )
    }
}
