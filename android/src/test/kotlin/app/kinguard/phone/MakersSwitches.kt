package app.kinguard.phone

import android.app.AppOpsManager
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.ProviderInfo
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.Process
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** Sets Xiaomi's switch of an app. [mode]: one of Android's app-op modes. */
internal fun Context.xiaomiTurns(launchPath: LaunchPath, mode: Int) {
    val operation = if (launchPath == LaunchPath.FROM_BEHIND) 10021 else 10020
    shadowOf(getSystemService(AppOpsManager::class.java)).setMode(operation, Process.myUid(), packageName, mode)
}

/** vivo's table of switches, as its permission manager offers it. */
internal class VivoProvider : ContentProvider() {
    /** The states by table; a missing one has no row. */
    val states = mutableMapOf<String, Int>()
    var column = "currentstate"
    var refuses = false
    val asked = mutableListOf<String>()

    override fun query(
        table: Uri,
        projection: Array<out String>?,
        selection: String?,
        arguments: Array<out String>?,
        order: String?,
    ): Cursor {
        if (refuses) throw SecurityException("not for you")
        val name = checkNotNull(table.lastPathSegment)
        asked += "$name $selection ${arguments?.toList()}"
        val rows = MatrixCursor(arrayOf("pkgname", column))
        states[name]?.let { rows.addRow(arrayOf<Any?>(arguments?.single(), it)) }
        return rows
    }

    override fun onCreate() = true

    override fun getType(uri: Uri): String? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, arguments: Array<out String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, arguments: Array<out String>?) = 0

    companion object {
        const val NEW = "com.vivo.permissionmanager.provider.permission"
        const val OLD = "com.iqoo.secure.provider.secureprovider"
        const val BEHIND = "start_bg_activity"
        const val LOCKED = "control_locked_screen_action"

        /** Installs it on the phone under [authority]. [system]: whether it came with the phone. */
        fun on(context: Context, authority: String = NEW, system: Boolean = true): VivoProvider {
            val app = authority.substringBefore(".provider")
            val info = PackageInfo()
            info.packageName = app
            info.applicationInfo = ApplicationInfo().apply {
                packageName = app
                flags = if (system) ApplicationInfo.FLAG_SYSTEM else 0
            }
            val offered = ProviderInfo()
            offered.authority = authority
            offered.packageName = app
            offered.name = VivoProvider::class.java.name
            offered.applicationInfo = info.applicationInfo
            info.providers = arrayOf(offered)
            shadowOf(context.packageManager).installPackage(info)
            return Robolectric.buildContentProvider(VivoProvider::class.java).create(authority).get()
        }
    }
}
