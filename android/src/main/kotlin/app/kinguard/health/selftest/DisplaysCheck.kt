package app.kinguard.health.selftest

import android.content.Context
import android.hardware.display.DisplayManager
import android.hardware.display.VirtualDisplay
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Limit
import app.kinguard.health.Finding.Reason

/**
 * Whether the guard is told of a display that comes. One of our own is made for that, which nobody draws into; it needs no
 * permission, and to the guard it is no sharing, because it is ours to look at. It proves that the listener lives. Whether
 * this phone also tells of other apps' private displays, which Android 17 does not, is heard from a bystander: to it ours is
 * another app's.
 */
class DisplaysCheck(
    private val context: Context,
    /** Whether the guard was told of it. */
    private val heardOf: (Int) -> Boolean,
    /** Whether this phone ever told of one: some makers' never do, and that is no fault. */
    private val everHeard: () -> Boolean,
    /** An app that holds money is in front: such apps look for captures too, and may take this one for theirs. */
    private val atTheMoney: () -> Boolean,
    private val probe: OtherUidProbe,
    private val wait: (Long) -> Unit = Thread::sleep,
) : Check {
    override val id = CheckId.DISPLAYS

    override fun run(): Finding? {
        if (atTheMoney()) return null
        val other = probe.listening()
        return try {
            // It may have taken seconds to come.
            if (atTheMoney()) null else tried(other)
        } finally {
            other?.close()
        }
    }

    private fun tried(other: OtherUidProbe.Ear?): Finding {
        val display = made() ?: return Finding.NotApplicable
        return try {
            val id = display.display.displayId
            if (isHeardOf(id)) others(id, other) else unheard()
        } finally {
            display.release()
        }
    }

    private fun isHeardOf(display: Int): Boolean {
        repeat(LOOKS) {
            if (heardOf(display)) return true
            wait(LOOK_MS)
        }
        return false
    }

    private fun unheard() = if (everHeard()) Finding.Fault(Reason.NOT_HEARD) else Finding.NotApplicable

    private fun others(display: Int, other: OtherUidProbe.Ear?): Finding {
        repeat(LOOKS_OF_OTHERS) {
            val heard = other?.heardOf(display) ?: return Finding.Limited(Limit.PRIVATE_NOT_TRIED)
            if (heard) return Finding.Fine
            wait(LOOK_MS)
        }
        return Finding.Limited(Limit.PRIVATE_NOT_TOLD)
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

        /** It comes to all who are told at nearly the same moment, and is not to stay for long. */
        const val LOOKS_OF_OTHERS = 40
        const val SIZE = 16
        const val DENSITY = 160
    }
}
