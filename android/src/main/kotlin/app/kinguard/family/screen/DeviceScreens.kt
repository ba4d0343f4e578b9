package app.kinguard.family.screen

import app.kinguard.family.sealed.DevicePairing
import app.kinguard.family.sealed.SealedDevices

/** What the pages about paired devices show and do. */
interface DeviceScreens {
    /** The pairing that goes on. It outlives its page. */
    val pairing: DevicePairing

    /** Returns what is known of each device, by the id of its address. */
    fun known(): Map<Long, Known>

    /** What is known of a device. */
    class Known(
        /** How long ago it was last heard; null if never. */
        val heardAgoMs: Long?,
        /** How long it does not count yet; null if it counts. */
        val waitsMs: Long?,
    )

    /** Shows [devices]. */
    class OfDevices(
        private val devices: SealedDevices,
        override val pairing: DevicePairing,
        /** The clock of the stamps. */
        private val nowMs: () -> Long,
    ) : DeviceScreens {
        override fun known(): Map<Long, Known> {
            val waiting = devices.onProbation()
            val now = nowMs()
            return devices.known().mapValues { (address, known) ->
                Known(known.heardMs?.let { (now - it).coerceAtLeast(0) }, waiting[address])
            }
        }
    }
}
