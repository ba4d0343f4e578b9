package app.kinguard.relative

import java.io.File
import java.io.IOException

/**
 * The role of this phone, as a file that exists or does not: Android starts components on the main thread, which waits
 * for no database. Every phone that has chosen nothing is a parent's. Thread-safe.
 */
internal class StoredRole(private val file: File, private val change: Change) : Role {
    /** What a change leads to. Called on the thread that chose. */
    interface Change {
        /**
         * Ends the guard and tells the family, if this phone guards anybody. Returns false if that is not allowed: then
         * nothing changes.
         */
        fun leaveGuard(): Boolean

        /** Forgets the parents and their keys. Nobody can be told: their phones take only what is sealed with those. */
        fun leaveFamily()

        /** Starts what belongs to the role. */
        fun begin(isFamily: Boolean)
    }

    @Volatile
    private var read: Boolean? = null

    override val isFamily: Boolean get() = read ?: file.exists().also { read = it }

    @Synchronized
    override fun choose(family: Boolean) {
        if (family == isFamily) return
        if (family) {
            if (!change.leaveGuard()) return
            file.parentFile?.mkdirs()
            if (!file.createNewFile() && !file.exists()) throw IOException("not stored")
        } else {
            change.leaveFamily()
            if (!file.delete() && file.exists()) throw IOException("not stored")
        }
        read = family
        change.begin(family)
    }
}
