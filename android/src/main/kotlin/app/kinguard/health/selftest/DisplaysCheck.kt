package app.kinguard.health.selftest

import android.content.Context
import android.hardware.display.DisplayManager
import android.hardware.display.VirtualDisplay
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason

/**
 * Whether the guard is told of a display that comes. One of our own is made for that, which nobody draws into; it needs no
 * permission, and to the guard it is no sharing, because it is ours to look at. It proves that the listener lives, and not
 * that other apps' displays are told: from Android 17 on only public ones are.
 */
class DisplaysCheck(
    private val context: Context,
    /** Whether the guard was told of it. */
    private val heardOf: (Int) -> Boolean,
    /** Whether this phone ever told of one: some makers' never do, and that is no fault. */
    private val everHeard: () -> Boolean,
    /** An app that holds money is in front: such apps look for captures too, and may take this one for theirs. */
    private val atTheMoney: () -> Boolean,
    private val wait: (Long) -> Unit = Thread::sleep,
) : Check {
    override val id = CheckId.DISPLAYS

    override fun run(): Finding? {
        if (atTheMoney()) return null
        val display = made() ?: return Finding.NotApplicable
        try {
            repeat(LOOKS) {
                if (heardOf(display.display.displayId)) return Finding.Fine
                wait(LOOK_MS)
            }
        } finally {
            display.release()
        }
        return if (everHeard()) Finding.Fault(Reason.NOT_HEARD) else Finding.NotApplicable
    }

    /** Null where this phone lets nobody have one. */
    private fun made(): VirtualDisplay? = try {
        val displays = context.getSystemService(DisplayManager::class.java)
        displays?.createVirtualDisplay("kinguard", SIZE, SIZE, DENSITY, null, 0)
    } catch (_: SecurityException) {
        null
    }

    private companion object {
        const val LOOK_MS = 50L
        const val LOOKS = 100
        const val SIZE = 16
        const val DENSITY = 160
    }
}
