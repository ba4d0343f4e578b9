package app.kinguard.family

/** What is known of a contact's paired devices when a message is queued for them. */
interface DeviceRegister {
    /**
     * Returns the addresses of those devices of [contact] that count: their receipts replace a text message. A device
     * that was paired only lately might be anybody's.
     */
    fun counted(contact: Contact): Set<Long>

    /** Returns whether one of [devices] was heard from lately. */
    fun isHeard(devices: Set<Long>, nowMs: Long): Boolean

    /** No device was ever paired. */
    object None : DeviceRegister {
        override fun counted(contact: Contact) = emptySet<Long>()

        override fun isHeard(devices: Set<Long>, nowMs: Long) = false
    }
}
