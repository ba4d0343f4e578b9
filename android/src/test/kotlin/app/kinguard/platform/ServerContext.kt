package app.kinguard.platform

import android.content.BroadcastReceiver
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.IntentFilter
import android.content.pm.PackageManager
import android.os.Binder
import android.os.Handler
import android.os.UserHandle

/**
 * The context of Android's own server in a test: it grants by uid, as the package manager does. Robolectric's considers
 * only its own app.
 */
class ServerContext(base: Context) : ContextWrapper(base) {
    private val granted = mutableMapOf<Int, MutableSet<String>>()
    private val services = mutableMapOf<String, Any>()
    private val changes = mutableSetOf<Long>()

    /** Replaces Robolectric's if a server asks for all apps and users. */
    var packages: PackageManager? = null

    init {
        current = this
    }

    fun grant(uid: Int, vararg permissions: String) {
        granted.getOrPut(uid) { mutableSetOf() } += permissions
    }

    /** Enables a change that depends on the release that an app targets. */
    fun change(id: Long) {
        changes += id
    }

    fun isChanged(id: Long): Boolean = id in changes

    /** Sets what [getSystemService] gives the server. */
    fun offer(name: String, service: Any) {
        services[name] = service
    }

    override fun getSystemService(name: String): Any? = services[name] ?: super.getSystemService(name)

    override fun getPackageManager(): PackageManager = packages ?: super.getPackageManager()

    override fun checkPermission(permission: String, pid: Int, uid: Int): Int {
        val holds = uid == SYSTEM || uid == 0 || permission in granted[uid].orEmpty()
        return if (holds) PackageManager.PERMISSION_GRANTED else PackageManager.PERMISSION_DENIED
    }

    override fun checkCallingPermission(permission: String): Int =
        checkPermission(permission, 0, Binder.getCallingUid())

    override fun checkCallingOrSelfPermission(permission: String): Int = checkCallingPermission(permission)

    override fun enforcePermission(permission: String, pid: Int, uid: Int, message: String?) {
        if (checkPermission(permission, pid, uid) != PackageManager.PERMISSION_GRANTED) {
            throw SecurityException("$message: uid $uid has no $permission")
        }
    }

    override fun enforceCallingPermission(permission: String, message: String?) =
        enforcePermission(permission, 0, Binder.getCallingUid(), message)

    override fun enforceCallingOrSelfPermission(permission: String, message: String?) =
        enforceCallingPermission(permission, message)

    override fun createContextAsUser(user: UserHandle, flags: Int): Context = this

    override fun registerReceiverAsUser(
        receiver: BroadcastReceiver?,
        user: UserHandle?,
        filter: IntentFilter?,
        permission: String?,
        scheduler: Handler?,
    ): Intent? = null

    companion object {
        const val SYSTEM = 1_000

        /** The context that the shadows ask, which Robolectric creates itself. */
        lateinit var current: ServerContext
            private set
    }
}
