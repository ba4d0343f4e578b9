package app.kinguard.health.selftest

import android.content.Context
import android.hardware.display.DisplayManager
import android.hardware.display.VirtualDisplay
import app.kinguard.failure.unlessRefused
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Limit
import app.kinguard.health.Finding.Reason

/**
 * Checks that the guard hears of a new display. The check creates a display of its own that nobody draws into. That
 * needs no permission, and the guard does not take it for sharing because this app owns it. It proves that the listener
 * works. Android 17 no longer reports other apps' private displays, so a probe process finds out what this phone does:
 * to the probe, our display is another app's.
 */
class DisplaysCheck(
    private val context: Context,
    /** Returns whether the guard heard of the display. */
    private val heardOf: (Int) -> Boolean,
    /**
     * Returns whether this phone ever reported a display: some manufacturers' phones never do, and that is not a fault.
     */
    private val everHeard: () -> Boolean,
    /**
     * Returns whether an app that holds money is in front. Such apps look for captures, too, and may take this display
     * for one.
     */
    private val isMoneyAppInFront: () -> Boolean,
    private val probe: OtherUidProbe,
    private val wait: (Long) -> Unit = Thread::sleep,
) : Check {
    override val id = CheckId.DISPLAYS

    override fun run(): Finding? {
        if (isMoneyAppInFront()) return null
        val other = probe.listening()
        return try {
            // The probe may have taken seconds to start.
            if (isMoneyAppInFront()) null else tried(other)
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

    /** Returns null if this phone does not allow virtual displays. */
    private fun made(): VirtualDisplay? = unlessRefused {
        val displays = context.getSystemService(DisplayManager::class.java)
        displays?.createVirtualDisplay("kinguard", SIZE, SIZE, DENSITY, null, 0)
    }

    private companion object {
        const val LOOK_MS = 50L
        const val LOOKS = 100

        /** All listeners hear of the display at nearly the same moment, and it should not stay for long. */
        const val LOOKS_OF_OTHERS = 40
        const val SIZE = 16
        const val DENSITY = 160
    }
}
