package app.kinguard.family

/** What is exchanged with paired devices besides the outbox's deliveries. Works on the family's thread. */
interface DeviceExchange {
    /** Returns the devices that may send something at [nowMs], by address, each with the stamp until when. */
    fun awaited(nowMs: Long): Map<Long, Long>

    /** Returns the last line that was taken from the device at [address]; null if none was. */
    fun lastLine(address: Long): String?

    /** Returns whether [text] looks like something sealed. Called on the network's threads. */
    fun mayBeSealed(text: String): Boolean

    /** Opens [text] from the device at [address]. */
    fun take(contact: Contact, address: Long, line: String, text: String)

    /** Says whatever devices have to be told now. [ongoing] is the danger that goes on as far as the family knows. */
    fun work(ongoing: Long?)

    /** There are no paired devices. */
    object None : DeviceExchange {
        override fun awaited(nowMs: Long) = emptyMap<Long, Long>()

        override fun lastLine(address: Long): String? = null

        override fun mayBeSealed(text: String) = false

        override fun take(contact: Contact, address: Long, line: String, text: String) = Unit

        override fun work(ongoing: Long?) = Unit
    }
}
