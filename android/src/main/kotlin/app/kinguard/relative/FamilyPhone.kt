package app.kinguard.relative

import android.app.Notification
import app.kinguard.failure.unlessRefused
import app.kinguard.work.WorkThread

/** Gives the components of a family's phone, which Android creates, what they start. The application implements it. */
interface FamilyPhoneHost {
    val familyPhone: FamilyPhone
}

/** A family's phone for Android's components. Nothing here waits. */
class FamilyPhone internal constructor(
    private val role: Role,
    private val thread: WorkThread,
    private val listening: () -> FamilyListening,
    private val notices: () -> AlarmNotices,
) {
    val isOn: Boolean get() = role.isFamily

    /** True while Android lets the service run. */
    @Volatile
    internal var isServed = false

    internal fun notification(): Notification = notices().service()

    /** Listens, and goes on with what a dead process left. */
    fun begin() = on({}) { listening().begin() }

    /** Does what is due. [done] is called once, on any thread. */
    internal fun wake(done: () -> Unit) = on(done) {
        listening().begin()
        done()
    }

    /** Reads what came while nothing listened. [done] is called once, on any thread. */
    internal fun look(done: () -> Unit) = on(done) { listening().look(done) }

    /** A network is back. */
    internal fun online() = on({}) { listening().online() }

    private fun on(otherwise: () -> Unit, act: () -> Unit) {
        if (!isOn) return otherwise()
        thread.post { unlessRefused(act) ?: otherwise() }
    }
}
